import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Recorder, record } from '../fixtures/receivers/recorder.ts';
import { runCli, workshop } from './run-cli.ts';

const bench = workshop();
let receiver: Recorder;
beforeAll(async () => {
  receiver = await record();
});
afterAll(async () => {
  bench[Symbol.dispose]();
  await receiver[Symbol.asyncDispose]();
});

/** Exit 2, exactly one line, nothing on stdout; and whatever the line says, nothing was sent. */
async function refused(command: string, message: RegExp): Promise<void> {
  const words = command.replace('TO', `--to ${receiver.url}`).split(' ').filter(Boolean);
  const { code, stdout, stderr } = await runCli(words, { cwd: bench.folder });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr.slice('error: '.length, -1)).toMatch(message);
  expect([code, stdout]).toEqual([2, '']);
  expect(receiver.requests).toEqual([]);
}

const burst = (flags: string, message: RegExp): Promise<void> =>
  refused(`burst contact.updated TO ${flags}`, message);

describe.concurrent('what is sent', () => {
  test.each([
    ['burst TO', /^burst needs events: name some, such as .* or use --mix$/],
    ['burst contact.updatd TO', /no event 'contact\.updatd' \(did you mean contact\.updated\?\)/],
    [
      'burst contact-life TO',
      /contact-life is a scenario, and a burst sends single events: name its events, yuju\/contact/,
    ],
    [
      'burst contact.updated TO --mix juzi/*=1',
      /^--mix already names the events: leave out either the events or --mix$/,
    ],
    ['burst TO --mix juzi/*', /^--mix 'juzi\/\*': write an event or glob and its weight, such as/],
    ['burst TO --mix juzi/*=0', /^--mix 'juzi\/\*=0': write an event or glob/],
    ['burst TO --mix contact.updated=1,', /^--mix '': write an event or glob/],
    ['burst TO --mix contact.updatd=1', /no event 'contact\.updatd' \(did you mean contact\.updated\?\)/],
    ['burst contact.updated TO --variant channel=wechat', /did you mean/],
    [
      'burst juzi/message.received TO --variant type=system,isSelf=yes',
      /cannot have type=system,isSelf=yes: \S/,
    ],
    ['burst juzi/* TO --variant type=image', /has no dimensions|no dimension/],
    ['burst contact.updated TO --coverage pairwize', /^--coverage 'pairwize' \(did you mean pairwise\?\)/],
    ['burst contact.updated TO --set data.nmae=x', /\(did you mean data\.name\?\); --force/],
    ['burst contact.updated TO --set __proto__.x=1 --force', /the key __proto__ is refused/],
    [
      'burst contact.updated TO --set constructor.prototype.x=1',
      /the key (constructor|prototype) is refused/,
    ],
    ['burst contact.updated TO --duplicates 2', /^--duplicates '2': write 2%$/],
    ['burst contact.updated TO --duplicates 200%', /^--duplicates '200%': write a share of at most 100%/],
    ['burst contact.updated TO --contacts 0', /^--contacts '0': write a whole number, from 1 to 1000000000$/],
    ['burst contact.updated TO --now yesterday', /is not an instant/],
    [
      'burst contact.updated TO --event-files nosuch.mjs',
      /^--event-files nosuch\.mjs: no such file or folder/,
    ],
  ])('%s', refused);
});

describe.concurrent('where it goes', () => {
  test.each([
    ['', /^burst needs a receiver: set --to or --base, or addresses in a configuration$/],
    ['TO --base http://127.0.0.1', /^--to and --base exclude each other: /],
    ['--to ftp://127.0.0.1/', /only http and https/],
    [
      '--to https://192.0.2.10/hook',
      /^192\.0\.2\.10 is not this machine, and a burst goes nowhere else unless you name it: --allow-target 192\.0\.2\.10$/,
    ],
    ['--to http://192.0.2.10/ --allow-target 192.0.2.1', /192\.0\.2\.10 is not this machine/],
    ['--to http://[2001:db8::1]/', /unless you name it: --allow-target \[2001:db8::1\]$/],
    ['--to http://3221225994/', /^192\.0\.2\.10 is not this machine/],
    ['--to http://0.0.0.0:1/', /^0\.0\.0\.0 is not this machine.*; write 127\.0\.0\.1$/],
    ['--base http://[::]/', /is not this machine.*; write 127\.0\.0\.1$/],
    ['--to http://nobody.invalid/', /^nobody\.invalid has no address/],
    ['TO --allow-target http://a/b', /^--allow-target 'http:\/\/a\/b': write a host name/],
    ['TO --proxy http://192.0.2.10/', /^192\.0\.2\.10 is not this machine/],
    ['--to https://chat.jijyun.cn/ --allow-target chat.jijyun.cn', /this is the platform itself/],
    ['--base https://aa-hub.ddregion.com/ --allow-target aa-hub.ddregion.com', /this is the platform itself/],
    ['TO --cert nosuch.pem', /^--cert and --key go together/],
    ['TO -H X', /^-H /],
  ])('%s', (flags, message) => refused(`burst contact.updated ${flags}`, message));
});

describe.concurrent('how much of it', () => {
  test.each([
    ['--rate 100', /^--rate '100': write 100\/s$/],
    ['--rate 0/s', /^--rate '0\/s': write a rate above 0$/],
    ['--rate fast', /^--rate 'fast': write deliveries and their time, such as 500\/s/],
    ['--duration 10', /^--duration '10': write a duration with its unit/],
    ['--duration 0s', /^--duration '0s': write 1ms or more$/],
    ['--count 1e3', /^--count '1e3': write a whole number, 1 or more$/],
    ['--stages 100/s', /^--stages '100\/s': write a rate and how long, such as 100\/s:30s/],
    ['--stages 100:30s', /^--stages '100:30s': for '100' write 100\/s$/],
    ['--stages 100/s:30', /^--stages '100\/s:30': for '30' write a duration with its unit/],
    ['--stages 0/s:30s', /^--stages '0\/s:30s': write a rate above 0 in at least one stage$/],
    [
      '--stages 9/s:1s --rate 9/s',
      /^--stages and --rate exclude each other: the stages define the whole load$/,
    ],
    [
      '--stages 9/s:1s --duration 9s',
      /^--stages and --duration exclude each other: the stages define the whole load$/,
    ],
    ['--every 10s', /^--every goes with --burst: it is the interval between bursts$/],
    ['--burst 5 --every 1s', /^--burst: say when it ends, by --duration or --count$/],
    ['--poisson', /^--poisson: only an open loop has arrivals: give --rate or --stages or --burst as well$/],
    [
      '--connections 5 --rate 9/s',
      /^--connections and --rate exclude each other: with a rate, connections are opened as needed/,
    ],
    [
      '--max-in-flight 5',
      /^--max-in-flight: without --rate .*, --connections is the number of deliveries in flight/,
    ],
    ['--connections 100000000', /^--connections '100000000': write a whole number, from 1 to 65535$/],
    ['--rate 1000000000/s', /^--rate '1000000000\/s': write 1000000\/s or less$/],
    ['--stages 1000000000000/s:10s', /^--stages .*: for '1000000000000\/s' write 1000000\/s or less$/],
    ['--burst 1000000000', /^--burst '1000000000': write a whole number, from 1 to 1000000$/],
    ['--burst 1000000 --every 1ms --count 5', /^--burst: 1000000 every 1ms are more than 1000000\/s/],
    ['--workers 9999', /^--workers '9999': write a number of threads, from 1 to 256, or auto$/],
    ['--connections 0', /^--connections '0': write a whole number, from 1 to 65535$/],
    ['--connections 2 --workers 3', /3 workers cannot share 2 connections/],
    ['--rate 9/s --max-in-flight 2 --workers 3', /3 workers cannot share 2 deliveries in flight/],
    ['--workers many', /^--workers 'many': write a number of threads, from 1 to 256, or auto$/],
    ['--warmup 2', /^--warmup '2': write a duration with its unit/],
    ['--warmup 5s --duration 5s', /^--warmup 5s: the last delivery is started by then, and nothing is left/],
    ['--warmup 1s --rate 10/s --count 5', /^--warmup 1s: the last delivery is started by then/],
    ['--timeout 5', /^--timeout '5': write a duration with its unit/],
  ])('%s', burst);
});

describe.concurrent('what it has to come to', () => {
  test.each([
    [
      '--threshold p0<1s',
      /^--threshold 'p0<1s': no metric 'p0' \(did you mean p50 or .*\?\); there are .*p99\.9/,
    ],
    ['--threshold p99', /^--threshold 'p99': write what, how it compares, and a limit, such as p99<200ms/],
    ['--threshold p99<200', /^--threshold 'p99<200': write a duration with its unit, such as p99<200ms$/],
    ['--threshold p99~200ms', /^--threshold 'p99~200ms': write what/],
    ['--threshold p99=200ms', /no comparison '='; there are </],
    [
      '--threshold errors<0.1',
      /^--threshold 'errors<0\.1': write a share, such as errors<1%, or a whole number$/,
    ],
    ['--threshold rate>=1900', /such as rate>=1900\/s$/],
    [
      '--threshold p95{contact.updatd}<1s',
      /no event 'contact\.updatd' in this run \(did you mean contact\.updated/,
    ],
    ['--threshold p95{juzi/*}<1s', /no event 'juzi\/\*' in this run.*there are yuju\/contact\.updated$/],
    [
      '--abort-on errors{contact.*}>50%',
      /^--abort-on '.*': it looks at all events together: leave out \{…\}$/,
    ],
  ])('%s', burst);
});

describe.concurrent('what is kept of it', () => {
  test.each([
    ['--reporter jsno', /^--reporter 'jsno' \(did you mean json\?\): write one of json, html, prom$/],
    ['--reporter junit=x.xml', /^--reporter 'junit': write one of json, html, prom$/],
    ['--reporter json --reporter prom', /^--reporter json and prom cannot both write to stdout/],
    ['--reporter json=a --reporter html=a', /^--reporter json and --reporter html would both write a/],
    ['--reporter json=a --failures ./a', /^--reporter json and --failures would both write \.\/a/],
    ['--failures a --log a', /^--failures and --log would both write a: give each a file of its own$/],
    ['--reporter json=', /^--reporter 'json=' has no file name/],
    ['--reporter json=/dev/null/x', /^the report file \/dev\/null\/x cannot be written: ENOTDIR/],
    ['--failures /dev/null/x', /^--failures \/dev\/null\/x: ENOTDIR/],
    ['--log /dev/null/x', /^--log \/dev\/null\/x: ENOTDIR/],
    ['--log .', /^--log \.: /],
    ['--keep 0', /^--keep '0': write a whole number, from 1 to 1000000$/],
    ['--json --reporter prom', /^--json and --reporter exclude each other: /],
    ['--contract strikt', /^--contract 'strikt' \(did you mean strict\?\)/],
    ['--trheshold p99<1s', /did you mean --threshold/],
  ])('%s', burst);

  test('what was there before stays, whatever is wrong', async () => {
    for (const name of ['report', 'failures', 'log']) bench.file(name, 'before\n');
    const files = '--reporter json=report --failures failures --log log';
    await burst(`${files} --rate 100`, /--rate/);
    await burst(`${files} --reporter html=/dev/null/x`, /ENOTDIR/);
    await burst('--reporter json=report --failures failures --log /dev/null/x', /ENOTDIR/);
    await refused(`burst contact.updated --to http://192.0.2.10/ ${files}`, /not this machine/);
    for (const name of ['report', 'failures', 'log']) {
      expect(readFileSync(`${bench.folder}/${name}`, 'utf8')).toBe('before\n');
    }
    expect(existsSync(`${bench.folder}/nowhere`)).toBe(false);
    expect((await bench.sh('ls -A | grep tmp || true')).stdout).toBe('');
  });
});

describe.concurrent('compare', () => {
  test.each([
    ['compare nosuch.json nosuch.json', /^nosuch\.json: no such file or folder$/],
    ['compare . .', /^\.: this is a folder, not a file$/],
    ['compare broken.json broken.json', /^broken\.json/],
    ['compare other.json other.json', /^other\.json/],
    ['compare other.json', /missing required argument 'after'/],
  ])('%s', async (command, message) => {
    bench.file('broken.json', '{"tool":"webhook-sim",');
    bench.file('other.json', '{"tool":"webhook-sim","schema":"urn:webhook-sim:suite-report:1"}');
    await refused(command, message);
  });
});
