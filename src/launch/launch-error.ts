/**
 * Why there is no receiver: its port was in use before it started; its command ended; it did not answer in
 * time; it could not be started at all; or the user interrupted the wait.
 */
export type LaunchFailure = 'port_taken' | 'exited' | 'not_ready' | 'not_started' | 'interrupted';

/** The receiver could not be brought up. Whatever was started has ended. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  readonly reason: LaunchFailure;
  /** The last lines that the command printed. As they came: control characters and secrets included. */
  readonly tail: string;

  /** @param message one line, without the command: people write secrets into it */
  constructor(reason: LaunchFailure, message: string, tail = '') {
    super(message);
    this.reason = reason;
    this.tail = tail;
  }
}
