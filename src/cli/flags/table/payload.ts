import { defaults } from '../../../defaults.ts';
import { coverages } from '../../../generate/coverage-names.ts';
import { limits } from '../../../limits.ts';
import { section } from '../flag.ts';
import { body, edit, oneOf, path, share, text, verbatim, wholeNumber } from '../kinds.ts';

const wholeBody = 'a body from a file has no variants';

/** The payloads to generate: events, variants, edits, randomness and count. */
export const payloadFlags = {
  ...section('Payload', ['generate', 'send', 'test', 'burst'], {
    seed: {
      example: 'ci',
      help: 'make all values reproducible; without --now, the clock is fixed at 2025-01-01T00:00:00+08:00',
      kind: verbatim('text'),
      per: { test: { group: 'Run' } },
    },
    now: {
      example: 'real',
      help: 'set the clock: an ISO 8601 instant, or real',
      kind: { ...text('instant'), words: ['real'] },
      per: { test: { group: 'Run' } },
    },
    coverage: {
      help: 'cover these variants',
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
      help: 'number of payloads per variant',
      short: 'n',
      kind: wholeNumber(1),
      per: { send: { neutral: '1' }, burst: { help: 'total number of deliveries', group: 'Load' } },
    },
    variant: {
      help: 'choose a variant by names, values or labels: type=image,chat=room',
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
      help: 'number of contacts, across all channels and types',
      kind: wholeNumber(1, limits.contacts),
      default: defaults.contacts,
    },
  }),
  ...section('Payload', ['generate', 'send'], {
    index: { help: 'index of the first payload', kind: wholeNumber(0) },
    step: {
      help: 'use only this step of a scenario, counted from 1',
      kind: { ...wholeNumber(1), complete: 'steps' },
    },
    body: {
      help: 'use this file as the body, byte for byte; - reads stdin; or the body itself, as JSON',
      kind: body,
      conflicts: { variant: wholeBody, coverage: wholeBody },
      repro: 'always',
    },
  }),
  ...section('Payload', ['burst'], {
    mix: {
      example: 'juzi/message.received=8,yuju/contact.*=1',
      help: "send these events with these weights: 'juzi/message.received=8,yuju/contact.*=1'",
      kind: text('event=weight'),
    },
    duplicates: {
      help: 'share of deliveries that repeat an earlier one byte for byte, such as 2%',
      kind: share,
    },
  }),
  ...section('Events', ['test', 'burst'], {
    events: {
      help: 'send these events, by names or globs, unless others are named',
      kind: text('names', 'events'),
      example: 'juzi/*',
      repeats: 'split',
    },
  }),
  ...section('Events', ['list', 'show', 'generate', 'send', 'test', 'burst'], {
    eventFiles: {
      help: 'load your own events from this file or folder',
      kind: path('path'),
      repeats: true,
      repro: 'always',
    },
  }),
};
