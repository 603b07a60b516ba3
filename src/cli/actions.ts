import type { CommandName } from './commands.ts';
import type { ExitCode } from './exit-code.ts';
import type { FlagsOf } from './flags/resolve.ts';
import type { Io } from './io/io.ts';

/** @param operands as typed; a variadic one takes all that are left */
type Action<C extends CommandName> = (
  operands: readonly string[],
  flags: FlagsOf<C>,
  io: Io,
) => Promise<ExitCode>;

/** What each command does, loaded only when it is chosen. */
export const actions: { readonly [C in CommandName]: Action<C> } = {
  list: async ([pattern = '*'], flags, io) => (await import('./commands/list.ts')).list(pattern, flags, io),
  show: async ([name = ''], flags, io) => (await import('./commands/show.ts')).show(name, flags, io),
  generate: async (patterns, flags, io) =>
    (await import('./commands/generate.ts')).generate(patterns, flags, io),
  send: async (patterns, flags, io) => {
    postponeWasmTierUp();
    return (await import('./commands/send.ts')).send(patterns, flags, io);
  },
  test: async (patterns, flags, io) => {
    postponeWasmTierUp();
    return (await import('./commands/test.ts')).test(patterns, flags, io);
  },
  burst: async (patterns, flags, io) => (await import('./commands/burst.ts')).burst(patterns, flags, io),
  compare: async ([before = '', after = ''], flags, io) =>
    (await import('./commands/compare.ts')).compare(before, after, flags, io),
  config: async (_, flags, io) => (await import('./commands/config.ts')).showConfig(flags, io),
  init: async (_, __, io) => (await import('./commands/init.ts')).init(io),
  completion: async ([shell, ...typed], _, io) =>
    (await import('./commands/completion.ts')).completion(shell, typed, io),
};

/**
 * undici's HTTP parser is WebAssembly. Up to Node.js 20, V8 starts to optimise it after a single response, and the
 * process waits 70 ms for that compilation before it exits. With ten times the budget, a single delivery exits
 * immediately, and a long run is still optimised. Must be called before undici is loaded.
 */
function postponeWasmTierUp(): void {
  if (Number.parseInt(process.versions.node, 10) >= 22) return;
  process.getBuiltinModule('node:v8').setFlagsFromString('--wasm-tiering-budget=18000000');
}
