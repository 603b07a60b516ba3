import { defineConfig } from 'rolldown';

/**
 * Joins the modules of the command line into a few files. Node.js spends about 0.3 ms on each module that it loads,
 * and `send` has more than a hundred: joined, a command starts in two thirds of the time. The library stays as tsc
 * writes it. Dependencies stay outside, and what a command imports on demand is still loaded on demand.
 */
export default defineConfig({
  input: {
    main: 'src/cli/main.ts',
    'worker-main': 'src/load/executor/worker-main.ts',
    'signal-watch-thread': 'src/cli/io/signal-watch-thread.ts',
  },
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
          test: /src\/(?:cli\/(?:command-line|program|actions|flags\/(?:declared|kinds|read-source|resolve|table\/\w+))|config\/(?:addresses|environment|interpolate|open-configuration|precedence|setting|config-node)|catalog\/nearest|suite\/plan\/groups|report\/(?:suite|load)\/reporters|generate\/coverage-names|verdict\/levels|delivery\/headers|load\/(?:schedule\/stages|workload\/share)-text|rate|resolution|duration|defaults|limits)\.ts$/,
        },
        {
          name: 'base',
          test: /src\/(?:errors|language|typed-text|counted|define\/basis|verdict\/(?:verdict|outcome-words)|excerpt|json|host|input-file|version|cli\/(?:exit-code|commands|io\/io)|report\/text\/(?:paint|escape|numbers|layout|columns))\.ts$/,
        },
        {
          name: 'index',
          test: /src\/(?:catalog\/(?:catalog|builtin|titles|glob)|cli\/commands\/open-catalog)\.ts$|payloads\/index\.ts$/,
        },
        {
          name: 'parts',
          test: /payloads\/(?:_\w+|\w+\/_(?:platform|enums|cast|envelope|contact|contact-cast|response))\.ts$/,
        },
        { name: 'messages', test: /payloads\/juzi\/_message.*\.ts$/ },
        { name: 'conversations', test: /payloads\/yuju\/_conversation.*\.ts$/ },
        {
          name: 'drawing',
          test: /src\/(?:define\/|world\/(?!people-)|generate\/(?:bytes\/|(?:clock|variants|compile|generator|story)\.ts)|send\/(?:payload-run|prepare)\.ts|cli\/(?:flags\/payload-options|io\/(?:interrupt|warnings))\.ts)/,
        },
        { name: 'paths', test: /src\/(?:catalog\/(?:fields|field-path)|generate\/overrides)\.ts$/ },
        { name: 'schema', test: /src\/(?:schema|delivery\/delivery-schema|load\/result)\.ts$/ },
        { name: 'json', test: /src\/verdict\/json\/json-\w+\.ts$/ },
        { name: 'configuration', test: /src\/config\/(?:read-config|check-config|data-file)\.ts$/ },
        {
          name: 'addressing',
          test: /src\/(?:delivery\/(?:address|destination|mask|shell)|cli\/flags\/(?:destinations|print))\.ts$/,
        },
        {
          name: 'expressions',
          test: /src\/load\/(?:thresholds\/(?:metric|expression|threshold|threshold-text)|schedule\/shape-text)\.ts$/,
        },
        {
          name: 'bursting',
          test: /src\/(?:load\/(?!compare|result|executor\/(?:worker-main|worker-thread))|verdict\/verdict-cache)/,
        },
        {
          name: 'sending',
          test: /src\/(?:http\/(?!proxy-tunnel|tls-probe)|verdict\/(?!levels|verdict)|delivery\/(?:delivery|recorder|repro)\.ts|send\/(?:sender|send-run)|report\/delivery\/|cli\/(?:commands\/send|flags\/connection))/,
        },
      ],
    },
  },
});
