import { defaults } from '../../../defaults.ts';
import { proxyResolves } from '../../../resolution.ts';
import { contractLevels } from '../../../verdict/levels.ts';
import { section } from '../flag.ts';
import { duration, header, oneOf, path, resolution, text, url, verbatim } from '../kinds.ts';

const onlyWithCurl = { curl: 'generate only prints payloads; send delivers them' };
const readsResponse = '--curl prints a command and sends nothing';

/** Addresses, connections, and how responses are judged. */
export const receiverFlags = {
  ...section('Address', ['generate', 'send', 'test', 'burst'], {
    to: {
      help: 'send everything to exactly this URL',
      kind: url,
      conflicts: { base: '--to is the exact address, --base the start of one' },
      repro: 'always',
      per: { generate: { needs: onlyWithCurl } },
    },
    base: {
      help: 'send to this base URL plus the documented sub-path of each event',
      kind: url,
      repro: 'always',
      per: { generate: { needs: onlyWithCurl } },
    },
    headers: {
      help: "add this header to every request: 'Name: value'",
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
      help: 'your platform token; generated if omitted',
      kind: verbatim('text'),
      repro: 'typed',
      per: { test: { group: 'Run' } },
    },
  }),
  ...section('Address', ['burst'], {
    allowTarget: {
      help: 'allow load to be sent to this host',
      kind: text('host'),
      repeats: true,
      notFromAbove: 'it lets load leave this machine',
    },
  }),
  ...section('Connection', ['send', 'test', 'burst'], {
    timeout: {
      help: 'total deadline of a delivery, counted from when it was due',
      short: 'm',
      kind: duration(1),
      default: defaults.timeout,
      repro: 'always',
    },
    insecure: { help: 'accept any certificate', short: 'k', repro: 'always' },
    cacert: { help: 'trust the CA certificates in this PEM file', kind: path('file'), repro: 'always' },
    cert: {
      help: 'client certificate (PEM file, or .p12 with its key)',
      kind: path('file'),
      repro: 'always',
    },
    key: { help: 'private key of the client certificate (PEM file)', kind: path('file'), repro: 'always' },
    keyPassword: {
      help: 'password of an encrypted private key or .p12 file',
      kind: verbatim('text'),
      needs: { cert: 'it opens the private key of a client certificate' },
    },
    proxy: { help: 'connect through this HTTP proxy', short: 'x', kind: url, repro: 'always' },
    resolve: {
      help: 'connect to this address in place of those of the host: shop.example:443:127.0.0.1',
      kind: resolution,
      repeats: true,
      conflicts: { proxy: proxyResolves.en },
      repro: 'always',
    },
    keepAlive: {
      help: 'open a new connection for every delivery',
      long: 'no-keep-alive',
      negated: true,
      repro: 'always',
    },
  }),
  ...section('Verdict', ['send', 'test', 'burst'], {
    contract: {
      help: 'how strictly to judge responses',
      kind: oneOf('level', contractLevels),
      default: defaults.contract,
      conflicts: { curl: readsResponse },
      repro: 'always',
    },
    fullBodies: {
      help: 'keep response bodies whole; without it, of a long one head, tail, length and hash',
      conflicts: { curl: readsResponse },
    },
    showSecrets: { help: 'do not mask tokens, headers and signatures', conflicts: { curl: readsResponse } },
  }),
  ...section('Sending', ['send'], {
    delay: { help: 'pause between deliveries', kind: duration(), conflicts: { curl: readsResponse } },
    verbose: {
      help: 'show each request and response in full',
      short: 'v',
      conflicts: { curl: readsResponse, json: 'JSON records contain everything' },
    },
  }),
};
