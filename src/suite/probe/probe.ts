/** Reads the receiver's own state, as text. */
export interface Probe {
  /** @throws ProbeError when there is no state to be read */
  read(): Promise<string>;
  close(): Promise<void>;
}

/** The probe gave no state. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
}
