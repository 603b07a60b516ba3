export const ExitCode = {
  /** Every delivery was accepted. */
  ok: 0,
  /** At least one delivery was not accepted, or results could not be written. */
  failed: 1,
  /** The command line, the config or an input file is wrong; nothing was sent. */
  usage: 2,
  /** No delivery got any response. */
  unreachable: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
