import type { LookupFunction } from 'node:net';
import { localhostAddresses } from '../host.ts';

/** Answers for names of this machine, and leaves all others to `otherwise`, or to the system. */
export function lookupWithLocalhost(otherwise?: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    const family = Number(String(options.family ?? 0).replace('IPv', ''));
    const addresses = localhostAddresses(hostname)?.filter((each) => family === 0 || each.family === family);
    const first = addresses?.[0];
    if (addresses === undefined || first === undefined) {
      (otherwise ?? process.getBuiltinModule('node:dns').lookup)(hostname, options, callback as never);
    } else if (options.all === true) process.nextTick(callback, null, addresses);
    else process.nextTick(callback, null, first.address, first.family);
  };
}
