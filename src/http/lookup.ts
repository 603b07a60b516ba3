import type { LookupFunction } from 'node:net';
import { localhostAddresses } from '../host.ts';
import { answerLookup } from '../resolution.ts';

/** Answers for names of this machine, and leaves all others to `otherwise`, or to the system. */
export function lookupWithLocalhost(otherwise?: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    const addresses = localhostAddresses(hostname);
    if (addresses !== null) answerLookup(hostname, addresses, options, callback);
    else (otherwise ?? process.getBuiltinModule('node:dns').lookup)(hostname, options, callback as never);
  };
}
