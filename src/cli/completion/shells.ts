import type { Shell } from './shell.ts';

export const shells = {
  bash: async () => (await import('./bash.ts')).bash,
  zsh: async () => (await import('./zsh.ts')).zsh,
  fish: async () => (await import('./fish.ts')).fish,
  powershell: async () => (await import('./powershell.ts')).powershell,
} as const satisfies Readonly<Record<string, () => Promise<Shell>>>;

export type ShellName = keyof typeof shells;

export const shellNames = Object.keys(shells) as readonly ShellName[];
