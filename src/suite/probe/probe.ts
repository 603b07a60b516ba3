/** Reads the receiver's state, as text. */
export interface Probe {
  /** @throws ProbeError when the state cannot be read */
  read(): Promise<string>;
  close(): Promise<void>;
}

export class ProbeError extends Error {
  override readonly name = 'ProbeError';
}
