import { setFlagsFromString } from 'node:v8';

/**
 * undici's HTTP parser is WebAssembly. Up to Node.js 20 one response is enough for V8 to start optimising it,
 * and the process then waits 70 ms for the compiler before it can end. With ten times the budget a single delivery
 * ends at once, and a long run is optimised all the same. To be called before undici is loaded.
 */
export function postponeWasmTierUp(): void {
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--wasm-tiering-budget=18000000');
}
