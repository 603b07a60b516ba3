import { limits } from '../limits.ts';
import {
  deliveryRules,
  flag,
  payloadRules,
  share,
  text,
  texts,
  time,
  type ValueRules,
  wholeNumber,
} from '../option-values.ts';
import { someEvents } from '../send/library.ts';

/** The options of `burst()`; the command line has checked its own. A duration of NaN would never end. */
export const burstRules = {
  ...payloadRules,
  ...deliveryRules,
  events: someEvents,
  mix: text,
  stages: text,
  burst: wholeNumber(1, limits.burst),
  every: time(1),
  poisson: flag,
  duration: time(1),
  count: wholeNumber(1),
  connections: wholeNumber(1, limits.inFlight),
  maxInFlight: wholeNumber(1, limits.inFlight),
  warmup: time(0),
  workers: wholeNumber(1, limits.workers),
  duplicates: share,
  keep: wholeNumber(0, limits.keep),
  thresholds: texts,
  abortOn: texts,
  allowedTargets: texts,
  log: text,
} as const satisfies ValueRules;
