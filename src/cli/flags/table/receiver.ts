import { defaults } from '../../../defaults.ts';
import { contractLevels } from '../../../verdict/levels.ts';
import type { Flag } from '../flag.ts';
import { duration, header, oneOf, path, text, url } from '../kinds.ts';

const onlyWithCurl = { curl: 'generate prints payloads, send sends them' };
const readsResponse = 'the command is printed, and nothing is sent';

/** Where deliveries go, how, and how responses are judged. */
export const receiverFlags = {
  to: {
    help: 'send everything to exactly this URL',
    kind: url,
    group: 'Address',
    commands: ['generate', 'send', 'test', 'burst'],
    conflicts: { base: 'one is the exact address, the other the beginning of it' },
    repro: 'always',
    per: { generate: { needs: onlyWithCurl } },
  },
  base: {
    help: 'base URL, to which the documented sub-path of each event is appended',
    kind: url,
    group: 'Address',
    commands: ['generate', 'send', 'test', 'burst'],
    repro: 'always',
    per: { generate: { needs: onlyWithCurl } },
  },
  headers: {
    help: "header of every request: 'Name: value'",
    long: 'header',
    short: 'H',
    kind: header,
    repeats: 'map',
    group: 'Address',
    commands: ['generate', 'send', 'test', 'burst'],
    repro: 'typed',
    per: { generate: { needs: onlyWithCurl } },
  },
  token: {
    help: 'your platform token; without it, one is generated',
    kind: text('text'),
    group: 'Payload',
    commands: ['generate', 'send', 'test', 'burst'],
    repro: 'typed',
    per: { test: { group: 'Run' } },
  },
  allowTarget: {
    help: 'also send load to this host',
    kind: text('host'),
    repeats: true,
    group: 'Address',
    commands: ['burst'],
  },
  timeout: {
    help: 'total deadline of a delivery, from the moment it was due',
    short: 'm',
    kind: duration(1),
    default: defaults.timeout,
    group: 'Connection',
    commands: ['send', 'test', 'burst'],
    repro: 'always',
  },
  insecure: {
    help: 'accept any certificate',
    short: 'k',
    group: 'Connection',
    commands: ['send', 'test', 'burst'],
    repro: 'always',
  },
  cacert: {
    help: 'trust the CA certificates in this PEM file',
    kind: path('file'),
    group: 'Connection',
    commands: ['send', 'test', 'burst'],
    repro: 'always',
  },
  cert: {
    help: 'client certificate, a PEM file',
    kind: path('file'),
    group: 'Connection',
    commands: ['send', 'test', 'burst'],
    repro: 'always',
  },
  key: {
    help: 'private key of the client certificate, a PEM file',
    kind: path('file'),
    group: 'Connection',
    commands: ['send', 'test', 'burst'],
    repro: 'always',
  },
  proxy: {
    help: 'connect through this HTTP proxy',
    short: 'x',
    kind: url,
    group: 'Connection',
    commands: ['send', 'test', 'burst'],
    repro: 'always',
  },
  contract: {
    help: 'how strictly responses are judged',
    kind: oneOf('level', contractLevels),
    default: defaults.contract,
    group: 'Verdict',
    commands: ['send', 'test', 'burst'],
    conflicts: { curl: readsResponse },
    repro: 'always',
  },
  showSecrets: {
    help: 'do not mask tokens, headers and signatures',
    group: 'Verdict',
    commands: ['send', 'test', 'burst'],
    conflicts: { curl: readsResponse },
  },
  delay: {
    help: 'pause between deliveries',
    kind: duration(),
    group: 'Sending',
    commands: ['send'],
    conflicts: { curl: readsResponse },
  },
  verbose: {
    help: 'show each request and response in full',
    short: 'v',
    group: 'Sending',
    commands: ['send'],
    conflicts: { curl: readsResponse, json: 'a record holds all of it' },
  },
} as const satisfies Readonly<Record<string, Flag>>;
