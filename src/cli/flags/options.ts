import { type Command, Option } from 'commander';
import { coverages } from '../../generate/coverage-names.ts';
import { contractLevels } from '../../verdict/levels.ts';
import { parseChoice, parseDuration, parseWhole } from './parse.ts';

/** Gathers the values of a flag that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** Adds options under one heading of the command's help. */
export function group(command: Command, heading: string, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option.helpGroup(heading));
  return command;
}

/** An edit of the payload as it was typed; the command reads it. */
export interface Edit {
  readonly op: 'set' | 'unset';
  readonly text: string;
}

export function addEventsOption(command: Command): Command {
  return group(command, 'Events:', [
    new Option('--events <path>', 'your own event files, a file or a folder (repeatable)').argParser(collect),
  ]);
}

/** What `generate` and `send` share: which payloads, and how many. */
export function addPayloadOptions(command: Command): Command {
  // One list for both flags: they apply in the order in which they were typed.
  const edits: Edit[] = [];
  const edit = (op: Edit['op']) => (text: string) => {
    edits.push({ op, text });
    return edits;
  };
  return group(command, 'Payload:', [
    new Option('-n, --count <number>', 'payloads of each variant').argParser(parseWhole('--count', 1)),
    new Option('--seed <text>', 'pin every value; the clock then stands at 2025-01-01T00:00:00+08:00'),
    new Option('--now <instant>', 'the clock: an ISO 8601 instant, or real'),
    new Option('--index <number>', 'the index of the first payload').argParser(parseWhole('--index', 0)),
    new Option('--step <number>', 'this step of a scenario alone, from 1').argParser(parseWhole('--step', 1)),
    new Option('--variant <choices>', 'type=image,chat=room: names, values or labels (repeatable)').argParser(
      collect,
    ),
    new Option('--coverage <name>', `which variants: ${coverages.join(', ')}`).argParser(
      parseChoice('--coverage', coverages),
    ),
    new Option(
      '--set <path=text>',
      'set a field to a string; path:=json sets any JSON value (repeatable)',
    ).argParser(edit('set')),
    new Option('--unset <field>', 'remove a field (repeatable)').argParser(edit('unset')),
    new Option('--body <file>', 'your own body instead, byte for byte; - reads stdin'),
    new Option('--force', 'accept fields that the event does not have, and broken JSON'),
    new Option('--token <text>', 'your platform token, in place of a drawn one'),
    new Option('--contacts <number>', 'people in all, over all channels and types (default: 1000)').argParser(
      parseWhole('--contacts', 1),
    ),
  ]);
}

/** Where a payload goes. */
export function addAddressOptions(command: Command): Command {
  return group(command, 'Address:', [
    new Option('--to <url>', 'the exact address'),
    new Option('--base <url>', "a base address: each event's documented sub-path is appended"),
    new Option('-H, --header <header>', "'Name: value' (repeatable)").argParser(collect),
  ]);
}

export function addConnectionOptions(command: Command): Command {
  return group(command, 'Connection:', [
    new Option(
      '-m, --timeout <duration>',
      'total deadline of a delivery, from when it was due (default: 5s)',
    ).argParser(parseDuration('--timeout', 1)),
    new Option('-k, --insecure', 'accept any certificate'),
    new Option('--cacert <file>', 'trust the certificates in this PEM file'),
    new Option('--cert <file>', 'client certificate, PEM'),
    new Option('--key <file>', 'the key to it, PEM'),
    new Option('-x, --proxy <url>', 'go through this HTTP proxy'),
  ]);
}

export function addJudgingOptions(command: Command): Command {
  return group(command, 'Verdict:', [
    new Option(
      '--contract <level>',
      `how strictly responses are read: ${contractLevels.join(', ')} (default: documented)`,
    ).argParser(parseChoice('--contract', contractLevels)),
    new Option('--show-secrets', 'do not mask your token, headers and signatures'),
  ]);
}

/** What only makes sense where deliveries go out one after the other, before a person's eyes. */
export function addSendOptions(command: Command): Command {
  return group(command, 'Sending:', [
    new Option('--delay <duration>', 'pause between deliveries').argParser(parseDuration('--delay')),
    new Option('-v, --verbose', 'show request and response as sent and received'),
  ]);
}
