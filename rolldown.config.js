import { defineConfig } from 'rolldown';

/**
 * Joins the modules of the command line into a few files. Node.js spends about 0.3 ms on each module that it loads,
 * and `send` has more than a hundred: joined, a command starts in two thirds of the time. The library stays as tsc
 * writes it. Dependencies stay outside, and what a command imports on demand is still loaded on demand.
 */
export default defineConfig({
  input: { cli: 'src/cli.ts', 'burst-worker': 'src/burst/burst-worker.ts' },
  platform: 'node',
  // Nothing is left out: rolldown takes a call whose only use is that it may throw, such as a trial
  // decodeURIComponent, for one that does nothing. Here and in `minify`.
  treeshake: false,
  preserveEntrySignatures: 'allow-extension',
  logLevel: 'warn',
  external: [/^node:/, /^commander$/, /^chalk$/, /^yaml$/, /^undici\//, /^@faker-js\/faker\//],
  output: {
    dir: 'dist/cli',
    format: 'esm',
    minify: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      // What a command loads together, together. A group must not reach into what only another command needs.
      groups: [
        {
          name: 'tree',
          test: /src\/(?:commands\/(?:command-tree|options|suite-options|burst-options|parse|settings|setting-of|give-option|announce)|config\/(?:addresses|discover|environment|form|interpolate|open-configuration|precedence|setting|written)|catalog\/nearest|suite\/groups|report\/(?:suite|burst)\/reporters|generate\/coverage-names|verdict\/levels|burst\/(?:rate|shape|share)-text|run\/duration-text)\.ts$/,
        },
        {
          name: 'base',
          test: /src\/(?:errors|exit-code|version|commands\/(?:io|output)|report\/(?:paint|escape|duration))\.ts$/,
        },
        {
          name: 'index',
          test: /src\/(?:catalog\/(?:catalog|builtin)|commands\/open-catalog)\.ts$|payloads\/index\.ts$/,
        },
        {
          name: 'parts',
          test: /payloads\/(?:_\w+|\w+\/_(?:platform|enums|cast|envelope|contact|contact-cast|response))\.ts$/,
        },
        { name: 'messages', test: /payloads\/juzi\/_message.*\.ts$/ },
        { name: 'conversations', test: /payloads\/yuju\/_conversation.*\.ts$/ },
        {
          name: 'drawing',
          test: /src\/(?:define\/|world\/(?!people-)|generate\/(?:clock|variants|compile|compile-bytes|json-bytes|generator|story)\.ts|run\/payload-run\.ts|commands\/(?:payload-flags|interrupt|warnings)\.ts)/,
        },
        { name: 'paths', test: /src\/(?:catalog\/(?:fields|field-path)|generate\/overrides)\.ts$/ },
        { name: 'json', test: /src\/verdict\/json-\w+\.ts$/ },
        { name: 'configuration', test: /src\/config\/(?:read-config|check-config|data-file)\.ts$/ },
        {
          name: 'addressing',
          test: /src\/(?:run\/(?:address|destination|headers|mask|shell)|commands\/(?:address-flags|destinations))\.ts$/,
        },
        {
          name: 'expressions',
          test: /src\/burst\/(?:measure|expression|event-pattern|threshold|threshold-text)\.ts$/,
        },
        {
          name: 'bursting',
          test: /src\/(?:burst\/(?!compare|fail-on|margin|burst-worker|thread)|deliver\/(?:relay|shuttle)|verdict\/known-answers)/,
        },
        {
          name: 'sending',
          test: /src\/(?:deliver\/(?!tunnel|tls-probe|proxy-failure|relay|shuttle)|verdict\/(?!levels|known-answers)|run\/(?:poster|recorder|repro|send-run)|report\/(?:delivery|verdict-words|summary|wire)|commands\/(?:send|connection-flags|repro-flags))/,
        },
      ],
    },
  },
});
