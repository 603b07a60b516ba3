import { defaults } from '../../../defaults.ts';
import { coverages } from '../../../generate/coverage-names.ts';
import type { Flag } from '../flag.ts';
import { edit, oneOf, path, share, text, wholeNumber } from '../kinds.ts';

const wholeBody = 'the body is given as a whole, and there is nothing to choose';

/** Which payloads are generated, and how many. */
export const payloadFlags = {
  count: {
    help: 'payloads of each variant',
    short: 'n',
    kind: wholeNumber(1),
    group: 'Payload',
    commands: ['generate', 'send', 'burst'],
    per: { send: { neutral: '1' }, burst: { help: 'total number of deliveries', group: 'Load' } },
  },
  seed: {
    help: 'make every value reproducible; the clock then stands at 2025-01-01T00:00:00+08:00',
    kind: text('text'),
    group: 'Payload',
    commands: ['generate', 'send', 'test', 'burst'],
    per: { test: { group: 'Run' } },
  },
  now: {
    help: 'the clock: an ISO 8601 instant, or real',
    kind: { ...text('instant'), words: ['real'] },
    group: 'Payload',
    commands: ['generate', 'send', 'test', 'burst'],
    per: { test: { group: 'Run' } },
  },
  index: {
    help: 'index of the first payload',
    kind: wholeNumber(0),
    group: 'Payload',
    commands: ['generate', 'send'],
  },
  step: {
    help: 'only this step of a scenario, from 1',
    kind: { ...wholeNumber(1), complete: 'steps' },
    group: 'Payload',
    commands: ['generate', 'send'],
  },
  mix: {
    help: "events and their weights: 'juzi/message.received=8,yuju/contact.*=1'",
    kind: text('event=weight'),
    group: 'Payload',
    commands: ['burst'],
  },
  variant: {
    help: 'type=image,chat=room: names, values or labels',
    kind: text('choices', 'variants'),
    repeats: true,
    group: 'Payload',
    commands: ['generate', 'send', 'burst'],
  },
  coverage: {
    help: 'which variants',
    kind: oneOf('name', coverages),
    group: 'Payload',
    commands: ['generate', 'send', 'test', 'burst'],
    per: {
      send: { neutral: 'default' },
      test: {
        kind: oneOf('name', ['each', 'pairwise', 'full'] as const),
        default: 'each',
        group: 'Cases',
        repro: 'always',
      },
      burst: { default: 'each' },
    },
  },
  duplicates: {
    help: 'share of deliveries that repeat an earlier one byte for byte, such as 2%',
    kind: share,
    group: 'Payload',
    commands: ['burst'],
  },
  set: {
    help: 'set a field to a string; path:=json sets any JSON value',
    kind: edit('set', 'path=text', 'assignments'),
    repeats: true,
    order: 'edits',
    group: 'Payload',
    commands: ['generate', 'send', 'burst'],
  },
  unset: {
    help: 'remove a field',
    kind: edit('unset', 'field', 'fields'),
    repeats: true,
    order: 'edits',
    group: 'Payload',
    commands: ['generate', 'send', 'burst'],
  },
  body: {
    help: 'send this file as the body, byte for byte; - reads stdin',
    kind: path('file'),
    group: 'Payload',
    commands: ['generate', 'send'],
    conflicts: { variant: wholeBody, coverage: wholeBody },
    repro: 'always',
  },
  force: {
    help: 'accept fields that the event does not have, and a body that is not JSON',
    group: 'Payload',
    commands: ['generate', 'send', 'burst'],
    per: { burst: { help: 'accept fields that the event does not have' } },
  },
  contacts: {
    help: 'number of contacts, over all channels and types',
    kind: wholeNumber(1),
    default: defaults.contacts,
    group: 'Payload',
    commands: ['generate', 'send', 'burst'],
  },
  events: {
    help: 'a file or folder with events of your own',
    kind: path('path'),
    repeats: true,
    group: 'Events',
    commands: ['list', 'show', 'generate', 'send', 'test', 'burst'],
    repro: 'always',
  },
} as const satisfies Readonly<Record<string, Flag>>;
