import { defaults } from '../../../defaults.ts';
import { limits } from '../../../limits.ts';
import { groupNames } from '../../../suite/plan/groups.ts';
import { section } from '../flag.ts';
import { command, duration, member, shard, text, url, wholeNumber } from '../kinds.ts';

/** The cases of `test`, how they run, and the receiver that `test` starts and probes. */
export const suiteFlags = {
  ...section('Cases', ['test'], {
    only: { help: 'run only these groups', kind: member('groups', groupNames, 'groups'), repeats: 'split' },
    skip: {
      help: 'skip these groups',
      kind: member('groups', groupNames, 'groups'),
      repeats: 'split',
    },
    negative: { help: 'also send invalid requests', repro: 'always' },
    negativeExpect: {
      example: 'malformed-json',
      help: 'invalid requests that the receiver must refuse: wrong-token,wrong-signature …, or all',
      kind: text('names', 'invalidRequests'),
      repeats: 'split',
      repro: 'always',
    },
    filter: {
      example: '*',
      help: "run only cases whose id contains this text; * matches anything: '*chat=room*'",
      kind: text('text'),
      repeats: true,
    },
    exclude: {
      help: 'leave out the cases that such a pattern matches',
      kind: text('text'),
      repeats: true,
    },
    shard: {
      help: 'run only this part of the cases, such as 2/4',
      kind: shard,
      example: '1/1',
      neutral: '1/1',
    },
    maxCases: {
      help: 'run at most this many cases; the report says what was cut',
      kind: wholeNumber(1),
    },
    repeat: { help: 'repeat each case this many times', kind: wholeNumber(1), neutral: '1' },
    list: { help: 'print the cases without running them', conflicts: { reporter: '--list runs no cases' } },
  }),
  ...section('Run', ['test'], {
    concurrency: {
      help: 'number of cases in flight',
      kind: wholeNumber(1, limits.concurrency),
      default: defaults.concurrency,
    },
    bail: { help: 'stop after this many cases that do not pass', kind: wholeNumber(1) },
  }),
  ...section('Receiver', ['test'], {
    exec: {
      help: 'start the receiver with this command; stop it and all its child processes at the end',
      kind: command,
      // One of a configuration runs in the configuration's folder, and is there next time.
      repro: 'typed',
    },
    wait: {
      help: 'wait this long at most until the receiver accepts connections; without --exec, only if given',
      kind: duration(1),
      default: defaults.wait,
    },
    waitOn: {
      help: 'treat the receiver as ready once this URL responds with 2xx or 3xx',
      kind: url,
      repro: 'always',
    },
    probe: {
      help: "URL that returns the receiver's state, which a duplicate must not change",
      kind: url,
      conflicts: { probeCommand: 'choose one way to read the state' },
      repro: 'always',
    },
    probeCommand: {
      help: "command that prints the receiver's state",
      kind: command,
      repro: 'typed',
    },
  }),
};
