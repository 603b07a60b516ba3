import { defaults } from '../../../defaults.ts';
import { groupNames } from '../../../suite/plan/groups.ts';
import { section } from '../flag.ts';
import { duration, member, shard, text, url, wholeNumber } from '../kinds.ts';

const nothingToWaitFor = { exec: 'without a command to start, there is nothing to wait for' };

/** Which cases `test` runs, how, and against which receiver. */
export const suiteFlags = {
  ...section('Cases', ['test'], {
    only: { help: 'run only these groups', kind: member('groups', groupNames, 'groups'), repeats: 'split' },
    skip: {
      help: 'run all groups but these',
      kind: member('groups', groupNames, 'groups'),
      repeats: 'split',
    },
    negative: { help: 'also send invalid requests', repro: 'always' },
    negativeExpect: {
      help: 'the receiver promises to refuse these: wrong-token,wrong-signature …, or all',
      kind: text('names', 'invalidRequests'),
      repeats: 'split',
      repro: 'always',
    },
    filter: {
      help: "cases whose id contains this text; * stands for anything: '*chat=room*'",
      kind: text('text'),
      repeats: true,
    },
    shard: { help: 'run one part of the cases, such as 2/4', kind: shard, neutral: '1/1' },
    maxCases: {
      help: 'run at most this many cases; the report says what was left out',
      kind: wholeNumber(1),
    },
    repeat: { help: 'repeat each case this many times', kind: wholeNumber(1), neutral: '1' },
    list: { help: 'print the cases without running them', conflicts: { reporter: 'no case is run' } },
  }),
  ...section('Run', ['test'], {
    concurrency: { help: 'cases in flight at once', kind: wholeNumber(1), default: defaults.concurrency },
    bail: { help: 'stop after this many cases that did not pass', kind: wholeNumber(1) },
  }),
  ...section('Receiver', ['test'], {
    exec: {
      help: 'start the receiver with this command, and stop it at the end with every process that it started',
      kind: text('command'),
      repro: 'always',
    },
    wait: {
      help: 'how long the receiver may take to be ready',
      kind: duration(1),
      default: defaults.wait,
      needs: nothingToWaitFor,
    },
    waitOn: {
      help: 'the receiver is ready once this URL answers with 2xx or 3xx',
      kind: url,
      needs: nothingToWaitFor,
      repro: 'always',
    },
    probe: {
      help: "URL that shows the receiver's state: a duplicate must not change it",
      kind: url,
      conflicts: { probeCommand: 'the state is read in one way' },
      repro: 'always',
    },
    probeCommand: {
      help: "command that prints the receiver's state",
      kind: text('command'),
      repro: 'always',
    },
  }),
};
