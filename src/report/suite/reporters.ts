import type { MakeReporter } from './reporter.ts';

/** The reporters of `test`: `about` is for the help, and only a reporter that is used gets loaded. */
export const reporters = {
  pretty: { about: 'text for people', load: async () => (await import('./pretty.ts')).pretty },
  json: {
    about: 'one JSON document, with a published schema',
    load: async () => (await import('./json.ts')).json,
  },
  ndjson: {
    about: 'one JSON object a line, as cases finish',
    load: async () => (await import('./ndjson.ts')).ndjson,
  },
  junit: { about: 'JUnit XML, for Jenkins and GitLab', load: async () => (await import('./junit.ts')).junit },
  tap: { about: 'the Test Anything Protocol, version 14', load: async () => (await import('./tap.ts')).tap },
  github: {
    about: 'annotations and a step summary for GitHub Actions',
    load: async () => (await import('./github.ts')).github,
  },
  html: {
    about: 'one page with every request and response',
    load: async () => (await import('./html.ts')).html,
  },
} as const satisfies Record<string, { readonly about: string; load(): Promise<MakeReporter> }>;

export type ReporterName = keyof typeof reporters;

export const reporterNames = Object.keys(reporters) as readonly ReporterName[];
