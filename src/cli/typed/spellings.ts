import type { LocalizedText } from '../../language.ts';
import type { CommandName } from '../commands.ts';

/** Commands by the names that other tools have for them. */
export const commandSpellings: Readonly<Record<string, CommandName>> = {
  trigger: 'send',
  ls: 'list',
  describe: 'show',
  gen: 'generate',
  bench: 'burst',
  load: 'burst',
  attack: 'burst',
  diff: 'compare',
};

/**
 * What a flag of another tool stands for: flags of ours, the first that the command takes, with the typed value; or
 * `words`, in which … stands for the typed value.
 */
export type FlagSpelling = readonly string[] | { readonly words: string; readonly valued: boolean };

const valued = (words: string): FlagSpelling => ({ words, valued: true });
const switched = (words: string): FlagSpelling => ({ words, valued: false });

/** Flags that other tools have, and what they mean here. A flag that the command itself has is never looked up. */
export const flagSpellings: Readonly<Record<string, FlagSpelling>> = {
  '--url': ['--to'],
  '--uri': ['--to'],
  '--target': ['--to'],
  '--endpoint': ['--to'],
  '--webhook': ['--to'],
  '--webhook-url': ['--to'],
  '--forward-to': ['--to'],
  '-u': ['--to'],
  '--base-url': ['--base'],
  '--server-url': ['--base'],
  '--headers': ['--header'],
  '--data': ['--body'],
  '--data-raw': ['--body'],
  '--data-binary': ['--body'],
  '--payload': ['--body'],
  '--file': ['--body'],
  '-d': ['--body'],
  '--override': ['--set'],
  '--add': ['--set'],
  '--remove': ['--unset'],
  '--variants': ['--variant'],
  '--type': valued('--variant type=…'),
  '--chat': valued('--variant chat=…'),
  '--channel': valued('--variant channel=…'),
  '--random-seed': ['--seed'],
  '--secret': ['--token'],
  '--max-time': ['--timeout'],
  '--deadline': ['--timeout'],
  '-t': ['--timeout'],
  '--amount': ['--count'],
  '--requests': ['--count'],
  '--times': ['--count'],
  '-a': ['--count'],
  '--rps': valued('--rate …/s'),
  '--qps': valued('--rate …/s'),
  '--vus': ['--connections'],
  '--threads': ['--workers'],
  '--time': ['--duration'],
  '-d burst': ['--duration'],
  '-z': ['--duration'],
  '-r': ['--rate'],
  '--parallel': ['--concurrency', '--connections'],
  '--jobs': ['--concurrency', '--connections'],
  '--connections': ['--concurrency'],
  '--concurrency': ['--connections'],
  '-c': ['--concurrency'],
  '-j': ['--concurrency', '--connections'],
  '--thresholds': ['--threshold'],
  '--grep': ['--filter'],
  '--include': ['--filter'],
  '--match': ['--filter'],
  '-g': ['--filter'],
  '--groups': ['--only'],
  '--event': ['--events'],
  '-e': ['--events'],
  '--max-failures': ['--bail'],
  '--fail-fast': switched('--bail 1'),
  '--list-tests': ['--list'],
  '--dry-run': ['--list', '--curl'],
  '--server': ['--exec'],
  '--start': ['--exec'],
  '--wait-timeout': ['--wait'],
  '--wait-for': ['--wait-on'],
  '--reporters': ['--reporter'],
  '--report': ['--reporter'],
  '--format': ['--reporter'],
  '--report-junit': valued('--reporter junit=…'),
  '--report-tap': valued('--reporter tap=…'),
  '--report-json': valued('--reporter json=…'),
  '--report-html': valued('--reporter html=…'),
  '--ndjson': ['--json'],
  '--debug': ['--verbose'],
  '--no-verify': ['--insecure'],
  '--skip-tls-verify': ['--insecure'],
  '--ca': ['--cacert'],
  '--ca-cert': ['--cacert'],
  '--client-cert': ['--cert'],
  '--client-key': ['--key'],
  '--http-proxy': ['--proxy'],
  '--no-colors': ['--no-color'],
  '--conf': ['--config'],
  '-C': ['--config'],
};

/** What to type instead of a flag that has no single meaning here. */
interface Advice {
  readonly flags: readonly string[];
  readonly instead: LocalizedText;
  /** For commands that take this flag. */
  readonly takes?: string;
}

export const flagAdvice: readonly Advice[] = [
  {
    flags: ['--port', '-p'],
    instead: {
      zh: '请写地址：按文档中的子路径发送用 --base http://localhost:3000，只发到一个路径用 --to http://localhost:3000/hook',
      en: 'write the address: --base http://localhost:3000 for the documented sub-paths, --to http://localhost:3000/hook for one path',
    },
    takes: '--to',
  },
  {
    flags: ['--host'],
    instead: {
      zh: '请写地址，例如 --to http://localhost:3000/hook',
      en: 'write the address, --to http://localhost:3000/hook',
    },
    takes: '--to',
  },
  {
    flags: ['--event', '--events', '-e'],
    instead: {
      zh: '事件直接写名称，例如 webhook-sim send contact.updated；自定义事件的文件用 --event-files',
      en: 'name the event without a flag, such as webhook-sim send contact.updated; files with events of your own are --event-files',
    },
    takes: '--event-files',
  },
  {
    flags: ['--request', '-X', '--method'],
    instead: { zh: '每次投递都是 POST', en: 'every delivery is a POST' },
    takes: '--to',
  },
  {
    flags: ['--user'],
    instead: {
      zh: "请写请求头：-H 'Authorization: Basic …'",
      en: "write the header: -H 'Authorization: Basic …'",
    },
    takes: '--to',
  },
  {
    flags: ['--retry', '--retries'],
    instead: { zh: '失败的投递不会重新发送', en: 'what failed is not sent again' },
    takes: '--to',
  },
  {
    flags: ['--color', '--colors'],
    instead: {
      zh: '设置环境变量 FORCE_COLOR=1，在终端之外也保留颜色',
      en: 'FORCE_COLOR=1 in the environment keeps colours outside a terminal',
    },
  },
  {
    flags: ['--output', '-o'],
    instead: {
      zh: '用 --reporter html=FILE 把报告写入文件',
      en: 'write a report to a file with --reporter html=FILE',
    },
    takes: '--reporter',
  },
  { flags: ['--output', '-o'], instead: { zh: '请把标准输出重定向到文件', en: 'redirect stdout to a file' } },
  {
    flags: ['--quiet', '-q', '--silent', '-s'],
    instead: { zh: '请重定向标准输出；退出码就是结果', en: 'redirect stdout; the exit code is the result' },
  },
];
