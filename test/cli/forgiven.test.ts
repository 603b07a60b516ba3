import { expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import type { CommandName } from '../../src/cli/commands.ts';
import { flagsOf } from '../../src/cli/flags/declared.ts';
import { readTexts } from '../../src/cli/flags/read-source.ts';
import { understand } from '../../src/cli/typed/understand.ts';
import { parseChoices } from '../../src/generate/variants.ts';
import { metricOf } from '../../src/load/thresholds/metric.ts';
import { runCli } from '../e2e/run-cli.ts';

/** A command line as words: quotes are the shell's, so that a quote in a quote reaches the program. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** What was typed, and the command line that it is understood as. */
const understood: readonly (readonly [typed: string, means: string])[] = [
  // An address without a flag.
  ['send contact.updated http://localhost:3000/hook', 'send contact.updated --to http://localhost:3000/hook'],
  ['send http://localhost:3000/hook contact.updated', 'send --to http://localhost:3000/hook contact.updated'],
  ['send contact.updated localhost:3000', 'send contact.updated --to http://localhost:3000'],
  ['send contact.updated :3000/hook', 'send contact.updated --to http://localhost:3000/hook'],
  ['send contact.updated 3000', 'send contact.updated --to http://localhost:3000'],
  ['send contact.updated receiver:8080/x', 'send contact.updated --to http://receiver:8080/x'],
  ['test http://localhost:3000/hook', 'test --to http://localhost:3000/hook'],
  ['burst juzi/* http://127.0.0.1:3000/a/b -R 5/s', 'burst juzi/* --to http://127.0.0.1:3000/a/b -R 5/s'],
  // Flags in any place.
  ['--json list', 'list --json'],
  ['--to http://localhost/x send contact.updated', 'send --to http://localhost/x contact.updated'],
  ['--to=http://localhost/x send contact.updated', 'send --to http://localhost/x contact.updated'],
  ['--config a.yaml --json test', 'test --config a.yaml --json'],
  ['--no-color send contact.updated', 'send --no-color contact.updated'],
  ['-n 3 --url :3000/x send contact.updated', 'send -n 3 --to http://localhost:3000/x contact.updated'],
  // Help and version.
  ['help send', 'send --help'],
  ['send help', 'send --help'],
  ['--help send', 'send --help'],
  ['-h send', 'send -h'],
  ['-? send', 'send --help'],
  ['help', '--help'],
  ['-help', '--help'],
  ['version', '--version'],
  ['-v', '--version'],
  // Commands of other tools.
  ['trigger contact.updated', 'send contact.updated'],
  ['SEND contact.updated', 'send contact.updated'],
  ['ls juzi', 'list juzi/*'],
  ['describe contact.updated', 'show contact.updated'],
  // Flags of other tools.
  ['send a.b --url http://localhost/x', 'send a.b --to http://localhost/x'],
  ['send a.b --target localhost:3000/x', 'send a.b --to http://localhost:3000/x'],
  ['send a.b --endpoint=localhost:3000/x', 'send a.b --to http://localhost:3000/x'],
  ['send a.b --webhook-url http://localhost/x', 'send a.b --to http://localhost/x'],
  ['test --base-url 3000', 'test --base 3000'],
  ['send a.b --headers X-A:1', 'send a.b --header X-A:1'],
  ['send a.b --data @body.json', 'send a.b --body @body.json'],
  ['send a.b -d {}', 'send a.b --body {}'],
  ['send a.b --data-binary @x', 'send a.b --body @x'],
  ['send a.b --override data.name=x --remove data.id', 'send a.b --set data.name=x --unset data.id'],
  ['send a.b --type image', 'send a.b --variant type=image'],
  ['send a.b --max-time 3s', 'send a.b --timeout 3s'],
  ['burst a.b --rps 50', 'burst a.b --rate 50/s'],
  ['burst a.b -r 50/s -d 5s', 'burst a.b --rate 50/s -d 5s'],
  ['burst a.b --concurrency 8 --requests 100', 'burst a.b --connections 8 --count 100'],
  ['burst a.b --vus 8', 'burst a.b --connections 8'],
  ['test --connections 8', 'test --concurrency 8'],
  ['test -j 8', 'test --concurrency 8'],
  ['test --grep room', 'test --filter room'],
  ['test --max-failures 3', 'test --bail 3'],
  ['test --fail-fast', 'test --bail 1'],
  ['test --dry-run', 'test --list'],
  ['send a.b --dry-run', 'send a.b --curl'],
  ['test --report-junit out.xml', 'test --reporter junit=out.xml'],
  ['test --format tap', 'test --reporter tap'],
  ['test --server "npm start" --wait-timeout 5s', 'test --exec "npm start" --wait 5s'],
  ['send a.b --no-verify', 'send a.b --insecure'],
  ['send a.b --ca ca.pem', 'send a.b --cacert ca.pem'],
  ['send a.b --no-colors', 'send a.b --no-color'],
  // Spellings of our own flags.
  ['test --maxCases 5', 'test --max-cases 5'],
  ['test --max_cases=5', 'test --max-cases 5'],
  ['test --MAX-CASES 5', 'test --max-cases 5'],
  ['send a.b -json', 'send a.b --json'],
  ['burst a.b -rate 5/s -duration=3s', 'burst a.b --rate 5/s --duration 3s'],
  ['send a.b —json', 'send a.b --json'],
  ['send a.b –to http://localhost/x', 'send a.b --to http://localhost/x'],
  ['send a.b --json=true', 'send a.b --json'],
  // Events.
  ['send juzi', 'send juzi/*'],
  ['test juzi/', 'test juzi/*'],
  ['list juzi.*', 'list juzi/*'],
  ['list 句子秒回', 'list juzi/*'],
  ['send juzi.message.received', 'send juzi/message.received'],
  ['send yuju:contact.updated', 'send yuju/contact.updated'],
  // Full-width characters.
  ['ｓｅｎｄ contact.updated', 'send contact.updated'],
  ['send contact．updated', 'send contact.updated'],
  ['send ｊｕｚｉ', 'send juzi/*'],
  ['send a.b ——to http://localhost/x', 'send a.b --to http://localhost/x'],
  ['send a.b －－ｔｏ＝http://localhost/x', 'send a.b --to http://localhost/x'],
  ['send a.b －n 3', 'send a.b -n 3'],
  ['send a.b http：//localhost：3000／hook', 'send a.b --to http://localhost:3000/hook'],
  ['send a.b ：３０００/hook', 'send a.b --to http://localhost:3000/hook'],
  ['send\u3000a.b\u3000:3000', 'send a.b --to http://localhost:3000'],
  ['send a.b --set "name＝张　三，李四"', 'send a.b --set "name＝张　三，李四"'],
  // Quotes that no shell took away.
  [`send 'juzi/*'`, 'send juzi/*'],
  ['send “juzi/*”', 'send juzi/*'],
  ['send ”juzi/*”', 'send juzi/*'],
  ['test --exec “npm start” --json', `test --exec "npm start" --json`],
  ['send a.b --set “a=b c”', 'send a.b --set “a=b c”'],
  [`send a.b -H 'X-A: 1'`, `send a.b -H "X-A: 1"`],
  [`test --exec 'npm start' --json`, `test --exec "npm start" --json`],
  // What is understood already stays as it is.
  ['send a.b c.d --to http://localhost/x', 'send a.b c.d --to http://localhost/x'],
  ['send a.b -kv -n5 --set x=-1', 'send a.b -kv -n5 --set x=-1'],
  ['send a.b --set=--x=1', 'send a.b --set=--x=1'],
  ['send a.b --body -', 'send a.b --body -'],
  ['send -- -x', 'send -- -x'],
  ['completion bash -- --url send', 'completion bash -- --url send'],
  ['compare a.json b.json', 'compare a.json b.json'],
];

test.each(understood)('%s', (typed, means) => {
  expect(understand(words(typed))).toEqual(words(means));
});

/** A flag's value as it was typed, and as it is understood and printed again. */
const values: readonly (readonly [command: CommandName, flag: string, typed: string, means: string])[] = [
  ['test', '--base', '3000', 'http://localhost:3000'],
  ['send', '--to', 'http：//localhost：3000/钩子：一', 'http://localhost:3000/钩子：一'],
  ['send', '--timeout', '５ｓ', '5s'],
  ['burst', '--rate', '２０／ｓ', '20/s'],
  ['test', '--shard', '１／２', '1/2'],
  ['test', '--only', 'variants，forward', 'variants'],
  ['send', '--body', '｛｝', '｛｝'],
  ['send', '--token', '“密钥”', '“密钥”'],
  ['send', '--set', 'name=（一）', 'name=（一）'],
  ['send', '--to', ':3000/hook', 'http://localhost:3000/hook'],
  ['send', '--to', '3000/hook?a=1', 'http://localhost:3000/hook?a=1'],
  ['send', '--to', 'localhost:3000/x', 'http://localhost:3000/x'],
  ['send', '--to', 'localhost/x', 'http://localhost/x'],
  ['send', '--to', '127.0.0.1:80', 'http://127.0.0.1:80'],
  ['send', '--to', '[::1]:3000', 'http://[::1]:3000'],
  ['send', '--to', 'receiver:8080/x', 'http://receiver:8080/x'],
  ['send', '--to', `'http://localhost/x'`, 'http://localhost/x'],
  ['send', '--to', 'example.com/x', 'example.com/x'],
  ['send', '--to', 'example.com:443/x', 'example.com:443/x'],
  ['test', '--wait-on', ':3000/health', 'http://localhost:3000/health'],
  ['send', '--timeout', '1m30s', '90s'],
  ['send', '--timeout', '1h30m', '90m'],
  ['send', '--timeout', '1s500ms', '1.5s'],
  ['send', '--header', `'X-A: 1'`, 'X-A: 1'],
  ['send', '--body', '@body.json', 'body.json'],
  ['send', '--body', '{"a":1}', '{"a":1}'],
  ['send', '--token', `'x'`, `'x'`],
  ['send', '--set', `"a=b"`, `"a=b"`],
  ['test', '--exec', `'my server' 'x'`, `'my server' 'x'`],
  ['test', '--filter', `'*room*'`, '*room*'],
  ['test', '--reporter', 'junit.xml', 'junit=junit.xml'],
  ['test', '--reporter', 'out/report.HTML', 'html=out/report.HTML'],
  ['test', '--reporter', 'out.tap', 'tap=out.tap'],
  ['test', '--reporter', 'out.jsonl', 'ndjson=out.jsonl'],
  ['test', '--reporter', 'junit:out.xml', 'junit=out.xml'],
  ['burst', '--reporter', 'burst.json', 'json=burst.json'],
  ['burst', '--reporter', 'metrics.prom', 'prom=metrics.prom'],
  ['test', '--reporter', 'json=junit.xml', 'json=junit.xml'],
  ['burst', '--threshold', `'p99<200ms'`, 'p99<200ms'],
];

test.each(values)('%s %s %s', (command, long, typed, means) => {
  const flag = flagsOf(command).find((one) => one.long === long);
  if (flag?.kind === undefined) throw new Error(`${long} takes no value`);
  const [value] = readTexts(typed, flag);
  expect(flag.kind.print(value)).toBe(means);
});

test.each([
  ['image', { type: 'image' }],
  ['type:image', { type: 'image' }],
  ['type：image,chat=room', { type: 'image', chat: 'room' }],
  ['图片', { type: 'image' }],
  ['image,room', { type: 'image', chat: 'room' }],
  ['消息类型=图片', { type: 'image' }],
  ['type＝图片，chat＝群聊', { type: 'image', chat: 'room' }],
  ['图片、群聊', { type: 'image', chat: 'room' }],
  ['消息类型：图片', { type: 'image' }],
  ['type=Ｉｍａｇｅ', { type: 'image' }],
  ['message type=image', { type: 'image' }],
])('--variant %s', async (typed, means) => {
  expect(parseChoices(await builtinCatalog.get('juzi/message.received'), typed)).toEqual(means);
});

test.each([
  ['p75', 'latency', 0.75],
  ['p99.99', 'latency', 0.9999],
  ['p9999', 'latency', 0.9999],
  ['p(99.5)', 'latency', 0.995],
  ['service.p1', 'service', 0.01],
  ['p99.90', 'latency', 'p999'],
  ['p999', 'latency', 'p999'],
  ['p(95)', 'latency', 'p95'],
  ['med', 'latency', 'p50'],
  ['avg', 'latency', 'mean'],
  ['p100', 'latency', 'max'],
])('%s', (name, clock, figure) => {
  expect(metricOf(name)).toEqual({ kind: 'latency', clock, figure });
});

/** A title or a part of it, and the events or scenarios that it means. */
test.each([
  ['小组级接收消息回调', ['juzi/message.received']],
  ['小组级接收', ['juzi/message.received']],
  ['“小组级接收消息回调”', ['juzi/message.received']],
  ['新增客户回调', ['juzi/customer.added']],
  ['新增客户回调-RPA', ['juzi/customer.added.rpa']],
  ['当有ＡＩ助手', []],
  ['当ＡＩ助手中无匹配知识时', ['yuju/assistant.unmatched']],
  ['当有联系人更新时', ['yuju/contact.updated']],
  ['yuju/联系人更新', ['yuju/contact.updated']],
  ['语聚AI/contact.updated', ['yuju/contact.updated']],
  ['A contact was updated', ['yuju/contact.updated']],
  ['contact was updated', ['yuju/contact.updated']],
  ['*联系人*', ['yuju/contact.created', 'yuju/contact.deleted', 'yuju/contact.updated']],
  ['juzi/＊room＊', ['juzi/room.joined', 'juzi/room.left', 'juzi/room.renamed']],
  ['contact。updated', ['yuju/contact.updated']],
  ['一次单聊', ['juzi/private-dialogue']],
  ['一次单聊(企业级)', ['juzi/enterprise-dialogue']],
])('the title %s', async (typed, means) => {
  const found = async () => {
    const [, word = ''] = understand(['send', typed]);
    const scenario = builtinCatalog.scenarioNamed(word);
    return scenario === undefined ? builtinCatalog.match(word).map(({ id }) => id) : [scenario.id];
  };
  if (means.length === 0) await expect(found()).rejects.toThrow(/no event/);
  else expect(await found()).toEqual(means);
});

test('the titles of platforms mean all their events', () => {
  for (const typed of ['语聚AI', '语聚 ＡＩ', '句子秒回', '句子秒回/*']) {
    const platform = typed.startsWith('句') ? 'juzi' : 'yuju';
    expect(builtinCatalog.match(typed)).toEqual(builtinCatalog.match(`${platform}/*`));
  }
});

/** What was typed, and the one line that says what to type. */
const advised: readonly (readonly [typed: string, line: string])[] = [
  [
    'send http://localhost:3000/hook',
    'send needs an event, such as webhook-sim send contact.updated --to http://localhost:3000/hook',
  ],
  [
    'test http://localhost:3000',
    'test http://localhost:3000: write --base http://localhost:3000 for the documented sub-paths, --to http://localhost:3000 for exactly this address',
  ],
  [
    'burst juzi/* localhost:3000',
    'burst http://localhost:3000: write --base http://localhost:3000 for the documented sub-paths, --to http://localhost:3000 for exactly this address',
  ],
  ['send contact.updated :3000 :4000', ':4000: there is an address already; name one'],
  ['send contact.updated --to :3000 :4000', ':4000: there is an address already; name one'],
  [
    'send contact.updated --port 3000',
    'there is no --port: write the address: --base http://localhost:3000 for the documented sub-paths, --to http://localhost:3000/hook for one path',
  ],
  [
    'test -p 3000',
    'there is no -p: write the address: --base http://localhost:3000 for the documented sub-paths, --to http://localhost:3000/hook for one path',
  ],
  [
    'send contact.updated --host localhost',
    'there is no --host: write the address, --to http://localhost:3000/hook',
  ],
  [
    'send --event contact.updated',
    'there is no --event: name the event without a flag, such as webhook-sim send contact.updated; files with events of your own are --event-files',
  ],
  ['send contact.updated -X POST', 'there is no -X: every delivery is a POST'],
  ['send contact.updated -XPOST', 'there is no -X: every delivery is a POST'],
  [
    'send contact.updated --color',
    'there is no --color: FORCE_COLOR=1 in the environment keeps colours outside a terminal',
  ],
  ['send contact.updated --output x.json', 'there is no --output: redirect stdout to a file'],
  ['test --quiet', 'there is no --quiet: redirect stdout; the exit code is the result'],
  ['test --retries 3', 'there is no --retries: what failed is not sent again'],
  [
    'test --url http://localhost:3000',
    'test http://localhost:3000: write --base http://localhost:3000 for the documented sub-paths, --to http://localhost:3000 for exactly this address',
  ],
  [
    'contact.updated',
    "contact.updated is no command, but an event: write webhook-sim send 'contact.updated'",
  ],
  ['juzi/*', "juzi/* is no command, but an event: write webhook-sim send 'juzi/*'"],
  ['run', "unknown command 'run'"],
  ['replay x', "unknown command 'replay'"],
  [
    'send 联系人更新了',
    "no event '联系人更新了' (did you mean 当有联系人更新时 (yuju/contact.updated) or 当有联系人新增时 (yuju/contact.created)?); `webhook-sim list` shows them all",
  ],
  [
    'send 联系人',
    "'联系人' means yuju/contact.created (当有联系人新增时), yuju/contact.deleted (当有联系人删除时), yuju/contact.updated (当有联系人更新时), yuju/contact-life (联系人生命周期): name one of them",
  ],
  [
    'send contact.created，contact.updated',
    "no event 'contact.created,contact.updated': put blanks between events",
  ],
  [
    '小组级接收消息回调',
    "小组级接收消息回调 is no command, but an event: write webhook-sim send '小组级接收消息回调'",
  ],
  ['sned contact.updated', "unknown command 'sned' (did you mean send?)"],
  ['help sned', "unknown command 'sned' (did you mean send?)"],
  ['--foo list', "unknown option '--foo'"],
  ['send contact.updated --foo', "unknown option '--foo'"],
  ['send contact.updated --stages 1/s:1s', "unknown option '--stages': send does not take it, burst does"],
  ['test --count 3', "unknown option '--count': test does not take it, generate, send and burst do"],
  [
    'test --variant type=image',
    "unknown option '--variant': test does not take it, generate, send and burst do",
  ],
  ['send contact.updated --tokn x', "unknown option '--tokn' (did you mean --token?)"],
  ['send contact.updated -Q', "unknown option '-Q'"],
  ['send contact.updated --hots x', "unknown option '--hots'"],
  ['send contact.updated --to', '--to needs a value: --to <url>'],
  ['send contact.updated --to --json', '--to needs a value: --to <url>, before --json'],
  [
    'send contact.updated --json=false',
    '--json=false: --json is a switch: write it without a value, or leave it out',
  ],
  [
    'send contact.updated --json=x',
    '--json=x: --json is a switch: write it without a value, or leave it out',
  ],
  ['send contact.updated --timeout 5', "--timeout '5': write a duration with its unit, such as 5s or 5ms"],
  [
    'send contact.updated --timeout 5sec',
    "--timeout '5sec': write a duration with its unit, such as 250ms, 5s or 2m",
  ],
  ['send contact.updated --to example.com/x', '--to example.com/x: write http://example.com/x'],
  [
    'send contact.updated --to htp://localhost/x',
    '--to htp://localhost/x: only http and https addresses are supported',
  ],
  ['send contact.updated --to example.com:443/x', '--to example.com:443/x: write https://example.com:443/x'],
  [
    'send contact.updated --to http:/localhost/x',
    '--to http:/localhost/x: write two slashes after the scheme, and no backslashes',
  ],
  [
    'send contact.updated --to http:localhost:3000',
    '--to http:localhost:3000: write two slashes after the scheme, and no backslashes',
  ],
  ['send contact.updated --base 99999', '--base http://localhost:99999: a port is at most 65535'],
  ['send contact.updated --body nosuch.json', '--body nosuch.json: no such file or folder'],
  ['send contact.updated --body @nosuch.json', '--body nosuch.json: no such file or folder'],
  [
    'send juzi/message.received --variant yes',
    "juzi/message.received has 'yes' more than once: write coworker=yes or isSelf=yes or quote=yes or mentionSelf=yes",
  ],
  [
    'send juzi/message.received --variant imgae',
    "juzi/message.received has no dimension 'imgae'; there are type, chat, contactType, coworker, isSelf, source, quote, notice, wecomEvent, inviteStatus, mentionSelf",
  ],
  [
    'send juzi/message.received --variant typ:image',
    "juzi/message.received has no dimension 'typ:image'; there are type, chat, contactType, coworker, isSelf, source, quote, notice, wecomEvent, inviteStatus, mentionSelf",
  ],
  ['send juzi/message.received --variant type image', "no event 'image'; `webhook-sim list` shows them all"],
  [
    'send contact.updated contact.updatd',
    "no event 'contact.updatd' (did you mean contact.updated?); `webhook-sim list` shows them all",
  ],
  ['send contact-life contact.updated', 'yuju/contact-life is a scenario: send it alone'],
  ['send contact', "no event 'contact' (did you mean 'contact.*'?); `webhook-sim list` shows them all"],
  ['send message', "no event 'message' (did you mean 'message.*'?); `webhook-sim list` shows them all"],
  ['send jutzi', "no event 'jutzi'; `webhook-sim list` shows them all"],
  ['send acme/*', "no platform 'acme'; there are juzi, yuju"],
  [
    'send contact_updated',
    "no event 'contact_updated' (did you mean contact.updated?); `webhook-sim list` shows them all",
  ],
  [
    'send contactUpdated',
    "no event 'contactUpdated' (did you mean contact.updated?); `webhook-sim list` shows them all",
  ],
  [
    'send Contact.Updated',
    "no event 'Contact.Updated' (did you mean contact.updated?); `webhook-sim list` shows them all",
  ],
  [
    'send contact.update',
    "no event 'contact.update' (did you mean contact.updated?); `webhook-sim list` shows them all",
  ],
  [
    'send message.recieved',
    "no event 'message.recieved' (did you mean message.received?); `webhook-sim list` shows them all",
  ],
  ['send', 'send needs an event, such as webhook-sim send contact.updated'],
  ['generate', 'generate needs an event, such as webhook-sim generate contact.updated'],
  ['burst', "burst needs events: name some, such as juzi/message.received or 'yuju/*', or use --mix"],
  [
    'burst juzi/message.received --to :9 --threshold p75<5',
    "--threshold 'p75<5': write a duration with its unit, such as p75<5ms",
  ],
  ['burst juzi/message.received --to :9 --rate 50', "--rate '50': write 50/s"],
  [
    'burst juzi/message.received --to :9 --rate 50/sec',
    "--rate '50/sec': write deliveries and their time, such as 500/s, 30/m or 50/10s",
  ],
  [
    'burst juzi/message.received --to :9 --rate 50rps',
    "--rate '50rps': write deliveries and their time, such as 500/s, 30/m or 50/10s",
  ],
  ['burst juzi/message.received --to :9 --count 1k', "--count '1k': write a whole number, 1 or more"],
  [
    'burst juzi/message.received --to :9 --duration 5',
    "--duration '5': write a duration with its unit, such as 5s or 5ms",
  ],
  [
    'burst juzi/message.received --to :9 --reporter out.xml',
    "--reporter 'junit': write one of json, html, prom",
  ],
  [
    'test --to :9 --reporter out.txt',
    "--reporter 'out.txt': write one of pretty, json, ndjson, junit, tap, github, html",
  ],
  ['test --to :9 --shard 2', "--shard '2': write a part and the number of parts, such as 2/4"],
  [
    'test --to :9 --only variant',
    "--only 'variant' (did you mean variants?): write one of variants, lifecycle, redelivery, disorder, forward, negative, deadline",
  ],
  ['test --to :9 --bail', '--bail needs a value: --bail <number>'],
  ['test --to :9 -H X-A', "-H 'X-A': write 'Name: value'"],
  [
    'list contact.updated juzi',
    "too many arguments for 'list'. Expected 1 argument but got 2. Quote a pattern: 'juzi/*'.",
  ],
  [
    'show juzi message',
    "too many arguments for 'show'. Expected 1 argument but got 2. Quote a pattern: 'juzi/*'.",
  ],
  [
    'completion powershel',
    "no completion for 'powershel' (did you mean powershell?): write one of bash, zsh, fish, powershell",
  ],
  ['compare a.json', "missing required argument 'after'"],
  ['init x', "too many arguments for 'init'. Expected 0 arguments but got 1."],
  ['send contact.updated --config', '--config needs a value: --config <file>'],
  ['--json', '--json goes with a command, such as webhook-sim list --json'],
  ['list --port', "unknown option '--port'"],
  ['list --url x', "unknown option '--url'"],
];

test.each(advised)('%s', async (typed, line) => {
  const { code, stdout, stderr } = await runCli(words(typed));
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `error: ${line}\n` });
});

test('what is printed again is what was understood', async () => {
  const typed = [
    'contact.updated',
    ':9/hook',
    '--variant',
    'robot',
    '--body',
    '@package.json',
    '--max-time',
    '1m30s',
  ];
  const { stdout } = await runCli([
    'send',
    ...typed.filter((word) => !/variant|robot/.test(word)),
    '--force',
  ]);
  expect(stdout).toContain('webhook-sim send yuju/contact.updated --seed');
  expect(stdout).toMatch(/--to http:\/\/localhost:9\/hook --body package\.json --timeout 90s/);
});
