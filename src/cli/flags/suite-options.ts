import { type Command, Option } from 'commander';
import { reporterNames } from '../../report/suite/reporters.ts';
import { groupNames } from '../../suite/plan/groups.ts';
import { collect, group } from './options.ts';
import { parseChoice, parseDuration, parseGroups, parseShard, parseWhole } from './parse.ts';

const suiteCoverages = ['each', 'pairwise', 'full'] as const;

/** Which cases `test` runs. */
export function addCaseOptions(command: Command): Command {
  return group(command, 'Cases:', [
    new Option('--coverage <name>', `which variants: ${suiteCoverages.join(', ')} (default: each)`).argParser(
      parseChoice('--coverage', suiteCoverages),
    ),
    new Option('--only <groups>', `these groups: ${groupNames.join(', ')}`).argParser(
      parseGroups('--only', groupNames),
    ),
    new Option('--skip <groups>', 'all groups but these').argParser(parseGroups('--skip', groupNames)),
    new Option('--negative', 'send requests that are wrong, too'),
    new Option(
      '--negative-expect <names>',
      'the receiver promises to refuse these: wrong-token,wrong-signature …, or all',
    ).argParser(collect),
    new Option(
      '--filter <text>',
      "cases whose id has this in it; a glob with *: '*chat=room*' (repeatable)",
    ).argParser(collect),
    new Option('--shard <part>', 'a part of the cases, such as 2/4').argParser(parseShard),
    new Option('--max-cases <number>', 'run so many cases at most; what is cut is told').argParser(
      parseWhole('--max-cases', 1),
    ),
    new Option('--repeat <number>', 'run each case so often').argParser(parseWhole('--repeat', 1)),
    new Option('--list', 'print the cases, and send nothing').conflicts('reporter'),
  ]);
}

/** How `test` goes about it. */
export function addRunOptions(command: Command): Command {
  return group(command, 'Run:', [
    new Option('--seed <text>', 'pin every value; the clock then stands at 2025-01-01T00:00:00+08:00'),
    new Option('--now <instant>', 'the clock: an ISO 8601 instant, or real'),
    new Option('--token <text>', 'your platform token, in place of a drawn one'),
    new Option('--concurrency <number>', 'cases under way at once (default: 4)').argParser(
      parseWhole('--concurrency', 1),
    ),
    new Option('--bail <number>', 'stop after so many cases that did not pass').argParser(
      parseWhole('--bail', 1),
    ),
  ]);
}

/** How `test` comes by its receiver, and looks into it. */
export function addReceiverOptions(command: Command): Command {
  return group(command, 'Receiver:', [
    new Option('--exec <command>', 'start the receiver, and end it with everything that it started'),
    new Option('--wait <duration>', 'how long it may take to be ready (default: 30s)').argParser(
      parseDuration('--wait', 1),
    ),
    new Option('--wait-on <url>', 'it is ready once this address answers with a 2xx or 3xx'),
    new Option('--probe <url>', "shows the receiver's state: a duplicate must not change it").conflicts(
      'probeCommand',
    ),
    new Option('--probe-command <command>', "prints the receiver's state"),
  ]);
}

export function addReportOptions(command: Command): Command {
  return group(command, 'Report:', [
    new Option(
      '--reporter <name[=file]>',
      `${reporterNames.join(', ')}; to a file, or to stdout (repeatable; default: pretty)`,
    ).argParser(collect),
    new Option('--json', 'the same as --reporter ndjson').conflicts('reporter'),
  ]);
}
