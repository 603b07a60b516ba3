import { type LocalizedText, say } from '../language.ts';

/**
 * Why there is no receiver: its port was already in use; its command ended; it did not answer in time; it could not be
 * started; or the user interrupted the wait.
 */
export type LaunchFailure = 'port_taken' | 'exited' | 'not_ready' | 'not_started' | 'interrupted';

/** The receiver could not be started. Everything that was started has ended. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  readonly reason: LaunchFailure;
  /** The last lines that the command printed, unchanged: control characters and secrets included. */
  readonly tail: string;

  /** @param text one line, without the command, which may contain secrets */
  constructor(reason: LaunchFailure, text: LocalizedText, tail = '') {
    super(say(text));
    this.reason = reason;
    this.tail = tail;
  }
}
