import { defaults } from '../../../defaults.ts';
import { coverages } from '../../../generate/coverage-names.ts';
import { section } from '../flag.ts';
import { edit, oneOf, path, share, text, wholeNumber } from '../kinds.ts';

const wholeBody = 'the body is given as a whole, and there is nothing to choose';

/** Which payloads are generated, and how many. */
export const payloadFlags = {
  ...section('Payload', ['generate', 'send', 'test', 'burst'], {
    seed: {
      help: 'make every value reproducible; the clock then stands at 2025-01-01T00:00:00+08:00',
      kind: text('text'),
      per: { test: { group: 'Run' } },
    },
    now: {
      help: 'the clock: an ISO 8601 instant, or real',
      kind: { ...text('instant'), words: ['real'] },
      per: { test: { group: 'Run' } },
    },
    coverage: {
      help: 'which variants',
      kind: oneOf('name', coverages),
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
  }),
  ...section('Payload', ['generate', 'send', 'burst'], {
    count: {
      help: 'payloads of each variant',
      short: 'n',
      kind: wholeNumber(1),
      per: { send: { neutral: '1' }, burst: { help: 'total number of deliveries', group: 'Load' } },
    },
    variant: {
      help: 'type=image,chat=room: names, values or labels',
      kind: text('choices', 'variants'),
      repeats: true,
    },
    set: {
      help: 'set a field to a string; path:=json sets any JSON value',
      kind: edit('set', 'path=text', 'assignments'),
      repeats: true,
      order: 'edits',
    },
    unset: { help: 'remove a field', kind: edit('unset', 'field', 'fields'), repeats: true, order: 'edits' },
    force: {
      help: 'accept fields that the event does not have, and a body that is not JSON',
      per: { burst: { help: 'accept fields that the event does not have' } },
    },
    contacts: {
      help: 'number of contacts, over all channels and types',
      kind: wholeNumber(1),
      default: defaults.contacts,
    },
  }),
  ...section('Payload', ['generate', 'send'], {
    index: { help: 'index of the first payload', kind: wholeNumber(0) },
    step: { help: 'only this step of a scenario, from 1', kind: { ...wholeNumber(1), complete: 'steps' } },
    body: {
      help: 'send this file as the body, byte for byte; - reads stdin',
      kind: path('file'),
      conflicts: { variant: wholeBody, coverage: wholeBody },
      repro: 'always',
    },
  }),
  ...section('Payload', ['burst'], {
    mix: {
      help: "events and their weights: 'juzi/message.received=8,yuju/contact.*=1'",
      kind: text('event=weight'),
    },
    duplicates: {
      help: 'share of deliveries that repeat an earlier one byte for byte, such as 2%',
      kind: share,
    },
  }),
  ...section('Events', ['list', 'show', 'generate', 'send', 'test', 'burst'], {
    events: {
      help: 'a file or folder with events of your own',
      kind: path('path'),
      repeats: true,
      repro: 'always',
    },
  }),
};
