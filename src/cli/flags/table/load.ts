import { defaults } from '../../../defaults.ts';
import type { Flag } from '../flag.ts';
import { duration, rate, stages, text, threads, wholeNumber } from '../kinds.ts';

const wholeShape = 'the stages are the whole shape of the load';
const asManyAsNeeded = 'with a rate there are as many as are needed, up to --max-in-flight';

/** How much load `burst` sends, in what shape, and what it has to come to. */
export const loadFlags = {
  rate: {
    help: 'deliveries to start, such as 2000/s, however fast the receiver answers; without a rate, as fast as it answers',
    short: 'R',
    kind: rate,
    group: 'Load',
    commands: ['burst'],
  },
  duration: {
    help: 'how long to send, unless --count is given',
    short: 'd',
    kind: duration(1),
    default: defaults.duration,
    group: 'Load',
    commands: ['burst'],
  },
  stages: {
    help: 'steps and ramps: 100/s:30s,1000/s:10s or 0/s..2000/s:60s',
    kind: stages,
    group: 'Load',
    commands: ['burst'],
    conflicts: { rate: wholeShape, burst: wholeShape, duration: wholeShape },
  },
  burst: {
    help: 'start this many deliveries at once',
    kind: wholeNumber(1),
    group: 'Load',
    commands: ['burst'],
  },
  every: {
    help: 'repeat the burst at this interval',
    kind: duration(1),
    group: 'Load',
    commands: ['burst'],
    needs: { burst: 'it is the interval between bursts' },
  },
  poisson: {
    help: 'Poisson arrivals: random gaps, the rate on average',
    group: 'Load',
    commands: ['burst'],
  },
  warmup: {
    help: 'leave this initial period out of the figures',
    kind: duration(1),
    group: 'Load',
    commands: ['burst'],
  },
  connections: {
    help: 'without a rate: concurrent deliveries',
    short: 'c',
    kind: wholeNumber(1),
    default: defaults.connections,
    group: 'Load',
    commands: ['burst'],
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
    group: 'Load',
    commands: ['burst'],
  },
  workers: {
    help: 'threads that share the work, or auto',
    short: 'w',
    kind: threads,
    default: defaults.workers,
    group: 'Load',
    commands: ['burst'],
  },
  threshold: {
    help: "what has to hold: 'p99<200ms', 'errors<0.1%', 'p95{juzi/*}<50ms'",
    kind: text('expression'),
    repeats: true,
    group: 'Limits',
    commands: ['burst'],
  },
  abortOn: {
    help: "stop the run when this has held for ten seconds: 'errors>50%'",
    kind: text('expression'),
    repeats: true,
    group: 'Limits',
    commands: ['burst'],
  },
  failOn: {
    help: "exit with 1 on this change: 'p99>+20%', 'errors>+0.5pp'",
    kind: text('expression'),
    repeats: true,
    group: 'Limits',
    commands: ['compare'],
  },
} as const satisfies Readonly<Record<string, Flag>>;
