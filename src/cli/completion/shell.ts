import type { Offers } from './offer.ts';

/** A shell that completes: the script that it reads once, and how the script and the program speak. */
export interface Shell {
  /** What a user loads. On every question it runs `webhook-sim completion <shell> -- …`. */
  readonly script: string;
  /** The line's words behind the program's name, the last one up to the cursor. */
  words(asked: readonly string[]): readonly string[];
  /** The answer to a question, line by line: first its kind, and then what may stand there. */
  answer(offers: Offers, asked: readonly string[]): readonly string[];
}

/** Loaded once a shell was named. */
export const shells = {
  bash: async () => (await import('./bash.ts')).bash,
  zsh: async () => (await import('./zsh.ts')).zsh,
  fish: async () => (await import('./fish.ts')).fish,
} as const satisfies Readonly<Record<string, () => Promise<Shell>>>;

export type ShellName = keyof typeof shells;

export const shellNames = Object.keys(shells) as readonly ShellName[];
