/** Where results go. */
export interface Output {
  /** Resolves when more may be written, so that nothing piles up in memory. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Nobody reads any more (`| head -1`), or the disk is full: whatever is written is lost. */
  readonly closed: boolean;
  /** Why, unless the reader simply left. */
  readonly problem: NodeJS.ErrnoException | undefined;
}

/** Wraps a process's standard output. The stream must not have been written to before. */
export function openOutput(stream: NodeJS.WriteStream): Output {
  let failure: NodeJS.ErrnoException | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure ??= error;
  });
  return {
    get closed() {
      return failure !== undefined;
    },
    get problem() {
      return failure?.code === 'EPIPE' ? undefined : failure;
    },
    write(chunk) {
      if (failure !== undefined) return Promise.resolve();
      return new Promise((resolve) => {
        stream.write(chunk, (error) => {
          if (error != null) failure ??= error as NodeJS.ErrnoException;
          // A file is written to at once: without this turn of the event loop no signal would ever be heard.
          setImmediate(resolve);
        });
      });
    },
  };
}
