import { appendFile } from 'node:fs/promises';

/** The file to which GitHub Actions lets a step add Markdown. */
export class StepSummaryFile {
  readonly path: string | undefined;
  #markdown = '';

  constructor(path: string | undefined) {
    this.path = path === '' ? undefined : path;
  }

  add(markdown: string): void {
    this.#markdown += markdown;
  }

  /** @returns what went wrong */
  async write(): Promise<Error | undefined> {
    if (this.path === undefined || this.#markdown === '') return undefined;
    try {
      await appendFile(this.path, this.#markdown);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }
}
