import { type LocalizedText, say } from '../../language.ts';

/** Reads the receiver's state, as text. */
export interface Probe {
  /** @throws ProbeError when the state cannot be read */
  read(): Promise<string>;
  /** How many reads were sent again on a new connection; absent where there are no connections. */
  readonly reconnects?: number;
  close(): Promise<void>;
}

export class ProbeError extends Error {
  override readonly name = 'ProbeError';

  constructor(text: LocalizedText) {
    super(say(text));
  }
}
