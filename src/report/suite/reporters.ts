import type { LocalizedText } from '../../language.ts';
import type { MakeReporter } from './reporter.ts';

/** The reporters of `test`: `about` is for the help, and only a reporter that is used gets loaded. */
export const reporters = {
  pretty: {
    about: { zh: '供人阅读的文本', en: 'text for people' },
    load: async () => (await import('./pretty.ts')).pretty,
  },
  json: {
    about: { zh: '一个 JSON 文档，schema 已公开', en: 'one JSON document, with a published schema' },
    load: async () => (await import('./json.ts')).json,
  },
  ndjson: {
    about: { zh: '每完成一个用例输出一行 JSON', en: 'one JSON object a line, as cases finish' },
    load: async () => (await import('./ndjson.ts')).ndjson,
  },
  junit: {
    about: { zh: 'JUnit XML，供 Jenkins 和 GitLab 使用', en: 'JUnit XML, for Jenkins and GitLab' },
    load: async () => (await import('./junit.ts')).junit,
  },
  tap: {
    about: { zh: 'TAP（Test Anything Protocol）第 14 版', en: 'the Test Anything Protocol, version 14' },
    load: async () => (await import('./tap.ts')).tap,
  },
  github: {
    about: { zh: 'GitHub Actions 的批注和步骤摘要', en: 'annotations and a step summary for GitHub Actions' },
    load: async () => (await import('./github.ts')).github,
  },
  html: {
    about: { zh: '一个网页，含所有请求和响应', en: 'one page with every request and response' },
    load: async () => (await import('./html.ts')).html,
  },
} as const satisfies Record<string, { readonly about: LocalizedText; load(): Promise<MakeReporter> }>;

export type ReporterName = keyof typeof reporters;

export const reporterNames = Object.keys(reporters) as readonly ReporterName[];
