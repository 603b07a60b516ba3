import { defaults } from '../../../defaults.ts';
import { section } from '../flag.ts';
import { duration, rate, stages, text, threads, wholeNumber } from '../kinds.ts';

const wholeShape = 'the stages are the whole shape of the load';
const asManyAsNeeded = 'with a rate there are as many as are needed, up to --max-in-flight';

/** How much load `burst` sends, in what shape, and what it has to come to. */
export const loadFlags = {
  ...section('Load', ['burst'], {
    rate: {
      help: 'deliveries to start, such as 2000/s, however fast the receiver answers; without a rate, as fast as it answers',
      short: 'R',
      kind: rate,
    },
    duration: {
      help: 'how long to send, unless --count is given',
      short: 'd',
      kind: duration(1),
      default: defaults.duration,
    },
    stages: {
      help: 'steps and ramps: 100/s:30s,1000/s:10s or 0/s..2000/s:60s',
      kind: stages,
      conflicts: { rate: wholeShape, burst: wholeShape, duration: wholeShape },
    },
    burst: { help: 'start this many deliveries at once', kind: wholeNumber(1) },
    every: {
      help: 'repeat the burst at this interval',
      kind: duration(1),
      needs: { burst: 'it is the interval between bursts' },
    },
    poisson: { help: 'Poisson arrivals: random gaps, the rate on average' },
    warmup: { help: 'leave this initial period out of the figures', kind: duration(1) },
    connections: {
      help: 'without a rate: concurrent deliveries',
      short: 'c',
      kind: wholeNumber(1),
      default: defaults.connections,
      conflicts: {
        rate: asManyAsNeeded,
        stages: asManyAsNeeded,
        burst: asManyAsNeeded,
        poisson: asManyAsNeeded,
        maxInFlight: asManyAsNeeded,
      },
    },
    maxInFlight: {
      help: 'with a rate: deliveries in flight at once, at most',
      kind: wholeNumber(1),
      default: defaults.maxInFlight,
    },
    workers: {
      help: 'threads that share the work, or auto',
      short: 'w',
      kind: threads,
      default: defaults.workers,
    },
  }),
  ...section('Limits', ['burst'], {
    threshold: {
      help: "what has to hold: 'p99<200ms', 'errors<0.1%', 'p95{juzi/*}<50ms'",
      kind: text('expression'),
      repeats: true,
    },
    abortOn: {
      help: "stop the run when this has held for ten seconds: 'errors>50%'",
      kind: text('expression'),
      repeats: true,
    },
  }),
  ...section('Limits', ['compare'], {
    failOn: {
      help: "exit with 1 on this change: 'p99>+20%', 'errors>+0.5pp'",
      kind: text('expression'),
      repeats: true,
    },
  }),
};
