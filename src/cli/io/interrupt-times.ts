/** Ctrl-C; what `kill`, docker and CI systems send; and a terminal that closes. */
export const interruptSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** ms from the first signal to the next one that counts. */
export const firstToSecondSignal = 1000;

/** ms that what is in flight has to end. CI systems send SIGTERM 7.5 s after SIGINT; docker kills after 10 s. */
export const grace = 5000;
