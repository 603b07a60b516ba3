import { type Command, Option } from 'commander';
import { UsageError } from '../../errors.ts';
import { coverages } from '../../generate/coverage-names.ts';
import { parseRate } from '../../load/schedule/rate-text.ts';
import { parseStages } from '../../load/schedule/stages-text.ts';
import { parseShare } from '../../load/workload/share-text.ts';
import { burstReporterNames } from '../../report/load/reporters.ts';
import { collect, type Edit, group } from './options.ts';
import { parseChoice, parseDuration, parseWhole } from './parse.ts';

/** How much load, and in what shape. */
export function addLoadOptions(command: Command): Command {
  return group(command, 'Load:', [
    new Option(
      '-R, --rate <rate>',
      'start so many, such as 2000/s, whatever the receiver does; without it, as many as it answers',
    ).argParser(parseRate('--rate')),
    new Option('-d, --duration <duration>', 'for so long (default: 10s, without --count)').argParser(
      parseDuration('--duration', 1),
    ),
    new Option('-n, --count <number>', 'so many in all').argParser(parseWhole('--count', 1)),
    new Option('--stages <rate:duration>', '100/s:30s,1000/s:10s, and ramps: 0/s..2000/s:60s').argParser(
      parseStages('--stages'),
    ),
    new Option('--burst <number>', 'so many at once …').argParser(parseWhole('--burst', 1)),
    new Option('--every <duration>', '… and again after so long').argParser(parseDuration('--every', 1)),
    new Option('--poisson', 'arrivals as in life: the rate on average, the gaps random'),
    new Option('--warmup <duration>', 'leave the beginning out of the figures').argParser(
      parseDuration('--warmup', 1),
    ),
    new Option('-c, --connections <number>', 'without a rate: under way at once (default: 50)').argParser(
      parseWhole('--connections', 1),
    ),
    new Option(
      '--max-in-flight <number>',
      'with a rate: under way at once, at most (default: 1000)',
    ).argParser(parseWhole('--max-in-flight', 1)),
    new Option('-w, --workers <count>', 'threads that share the work, or auto (default: 1)').argParser(
      parseWorkers,
    ),
    new Option('--allow-target <host>', 'load may go to this host, too (repeatable)').argParser(collect),
  ]);
}

function parseWorkers(text: string): number | 'auto' {
  if (text === 'auto') return text;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`--workers '${text}': write how many threads, 1 or more, or auto`);
}

/** What the load consists of. */
export function addMixOptions(command: Command): Command {
  const edits: Edit[] = [];
  const edit = (op: Edit['op']) => (text: string) => {
    edits.push({ op, text });
    return edits;
  };
  return group(command, 'Payload:', [
    new Option('--mix <event=weight>', "in place of events: 'juzi/message.received=8,yuju/contact.*=1'"),
    new Option(
      '--variant <choices>',
      'type=image,chat=room alone: names, values or labels (repeatable)',
    ).argParser(collect),
    new Option(
      '--coverage <name>',
      `which variants are dealt: ${coverages.join(', ')} (default: each)`,
    ).argParser(parseChoice('--coverage', coverages)),
    new Option(
      '--duplicates <share>',
      'repeat so many earlier deliveries byte for byte, such as 2%',
    ).argParser(parseShare('--duplicates')),
    new Option('--contacts <number>', 'people in all, over all channels and types (default: 1000)').argParser(
      parseWhole('--contacts', 1),
    ),
    new Option(
      '--set <path=text>',
      'set a field to a string; path:=json sets any JSON value (repeatable)',
    ).argParser(edit('set')),
    new Option('--unset <field>', 'remove a field (repeatable)').argParser(edit('unset')),
    new Option('--force', 'accept fields that the event does not have'),
    new Option('--seed <text>', 'pin every value; the clock then stands at 2025-01-01T00:00:00+08:00'),
    new Option('--now <instant>', 'the clock: an ISO 8601 instant, or real'),
    new Option('--token <text>', 'your platform token, in place of a drawn one'),
  ]);
}

/** What it has to come to. */
export function addLimitOptions(command: Command): Command {
  return group(command, 'Limits:', [
    new Option(
      '--threshold <expression>',
      "what has to hold: 'p99<200ms', 'errors<0.1%', 'p95{juzi/*}<50ms' (repeatable)",
    ).argParser(collect),
    new Option(
      '--abort-on <expression>',
      "end the run when this has held for ten seconds: 'errors>50%' (repeatable)",
    ).argParser(collect),
  ]);
}

/** What is kept and shown of it. */
export function addBurstReportOptions(command: Command): Command {
  return group(command, 'Report:', [
    new Option(
      '--reporter <form[=file]>',
      `${burstReporterNames.join(', ')}; to a file, or to stdout in place of the text (repeatable)`,
    ).argParser(collect),
    new Option('--json', 'the same as --reporter json').conflicts('reporter'),
    new Option('--keep <number>', 'failed deliveries to keep (default: 100)').argParser(
      parseWhole('--keep', 1),
    ),
    new Option('--failures <file>', 'write those that are kept, one JSON object a line, while it goes on'),
    new Option('--log <file>', 'append a line for every delivery'),
  ]);
}
