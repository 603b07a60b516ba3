/**
 * What holds where nobody says otherwise: for the command line, which shows these values in its help, and for the
 * library. Apart from the modules that use them, so that showing help loads none of those.
 */
export const defaults = {
  /** Total deadline of a delivery, ms, from when it was due. */
  timeout: 5000,
  /** How strictly responses are judged. */
  contract: 'documented',
  /** Contacts in the world of a run, over all channels and types. */
  contacts: 1000,
  /** Cases in flight at once. */
  concurrency: 4,
  /** How long a receiver that we start may take to be ready, ms. */
  wait: 30_000,
  /** Concurrent deliveries of a load without a rate. */
  connections: 50,
  /** Deliveries in flight at once, at most, of a load with a rate. */
  maxInFlight: 1000,
  /** How long load is sent, ms, unless a count ends it. */
  duration: 10_000,
  /** Threads that share a load. */
  workers: 1,
  /** Failed deliveries that the report of a load keeps. */
  keep: 100,
} as const;
