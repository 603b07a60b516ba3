import { defaults } from '../../../defaults.ts';
import { contractLevels } from '../../../verdict/levels.ts';
import { section } from '../flag.ts';
import { duration, header, oneOf, path, text, url } from '../kinds.ts';

const onlyWithCurl = { curl: 'generate prints payloads, send sends them' };
const readsResponse = 'the command is printed, and nothing is sent';

/** Where deliveries go, how, and how responses are judged. */
export const receiverFlags = {
  ...section('Address', ['generate', 'send', 'test', 'burst'], {
    to: {
      help: 'send everything to exactly this URL',
      kind: url,
      conflicts: { base: 'one is the exact address, the other the beginning of it' },
      repro: 'always',
      per: { generate: { needs: onlyWithCurl } },
    },
    base: {
      help: 'base URL, to which the documented sub-path of each event is appended',
      kind: url,
      repro: 'always',
      per: { generate: { needs: onlyWithCurl } },
    },
    headers: {
      help: "header of every request: 'Name: value'",
      long: 'header',
      short: 'H',
      kind: header,
      repeats: 'map',
      repro: 'typed',
      per: { generate: { needs: onlyWithCurl } },
    },
  }),
  ...section('Payload', ['generate', 'send', 'test', 'burst'], {
    token: {
      help: 'your platform token; without it, one is generated',
      kind: text('text'),
      repro: 'typed',
      per: { test: { group: 'Run' } },
    },
  }),
  ...section('Address', ['burst'], {
    allowTarget: { help: 'also send load to this host', kind: text('host'), repeats: true },
  }),
  ...section('Connection', ['send', 'test', 'burst'], {
    timeout: {
      help: 'total deadline of a delivery, from the moment it was due',
      short: 'm',
      kind: duration(1),
      default: defaults.timeout,
      repro: 'always',
    },
    insecure: { help: 'accept any certificate', short: 'k', repro: 'always' },
    cacert: { help: 'trust the CA certificates in this PEM file', kind: path('file'), repro: 'always' },
    cert: { help: 'client certificate, a PEM file', kind: path('file'), repro: 'always' },
    key: { help: 'private key of the client certificate, a PEM file', kind: path('file'), repro: 'always' },
    proxy: { help: 'connect through this HTTP proxy', short: 'x', kind: url, repro: 'always' },
  }),
  ...section('Verdict', ['send', 'test', 'burst'], {
    contract: {
      help: 'how strictly responses are judged',
      kind: oneOf('level', contractLevels),
      default: defaults.contract,
      conflicts: { curl: readsResponse },
      repro: 'always',
    },
    showSecrets: { help: 'do not mask tokens, headers and signatures', conflicts: { curl: readsResponse } },
  }),
  ...section('Sending', ['send'], {
    delay: { help: 'pause between deliveries', kind: duration(), conflicts: { curl: readsResponse } },
    verbose: {
      help: 'show each request and response in full',
      short: 'v',
      conflicts: { curl: readsResponse, json: 'a record holds all of it' },
    },
  }),
};
