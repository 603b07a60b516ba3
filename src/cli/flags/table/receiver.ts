import { defaults } from '../../../defaults.ts';
import { proxyResolves } from '../../../resolution.ts';
import { contractLevels } from '../../../verdict/levels.ts';
import { section } from '../flag.ts';
import { duration, header, oneOf, path, resolution, text, url, verbatim } from '../kinds.ts';

const onlyWithCurl = {
  curl: {
    zh: 'generate 只输出消息体，发送请用 send',
    en: 'generate only prints payloads; send delivers them',
  },
};
const readsResponse = {
  zh: '--curl 只输出命令，不发送请求',
  en: '--curl prints a command and sends nothing',
};

/** Addresses, connections, and how responses are judged. */
export const receiverFlags = {
  ...section('Address', ['generate', 'send', 'test', 'burst'], {
    to: {
      help: { zh: '全部发送到这个完整地址', en: 'send everything to exactly this URL' },
      kind: url,
      conflicts: {
        base: {
          zh: '--to 是完整地址，--base 是基础地址',
          en: '--to is the exact address, --base the start of one',
        },
      },
      repro: 'always',
      per: { generate: { needs: onlyWithCurl } },
    },
    base: {
      help: {
        zh: '发送到该基础地址，后接各事件文档中的子路径',
        en: 'send to this base URL plus the documented sub-path of each event',
      },
      kind: url,
      repro: 'always',
      per: { generate: { needs: onlyWithCurl } },
    },
    headers: {
      help: {
        zh: "每个请求都添加该请求头：'Name: value'",
        en: "add this header to every request: 'Name: value'",
      },
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
      help: { zh: '平台 token，省略时自动生成', en: 'your platform token; generated if omitted' },
      kind: verbatim('text'),
      repro: 'typed',
      per: { test: { group: 'Run' } },
    },
  }),
  ...section('Address', ['burst'], {
    allowTarget: {
      help: { zh: '允许对该主机压测', en: 'allow load to be sent to this host' },
      kind: text('host'),
      repeats: true,
      notFromAbove: { zh: '它会让压测流量发往其他机器', en: 'it lets load leave this machine' },
    },
  }),
  ...section('Connection', ['send', 'test', 'burst'], {
    timeout: {
      help: {
        zh: '一次投递的总时限，从应当发出时算起',
        en: 'total deadline of a delivery, counted from when it was due',
      },
      short: 'm',
      kind: duration(1),
      default: defaults.timeout,
      repro: 'always',
    },
    insecure: { help: { zh: '接受任何证书', en: 'accept any certificate' }, short: 'k', repro: 'always' },
    cacert: {
      help: { zh: '信任该 PEM 文件中的 CA 证书', en: 'trust the CA certificates in this PEM file' },
      kind: path('file'),
      repro: 'always',
    },
    cert: {
      help: {
        zh: '客户端证书（PEM 文件，或含私钥的 .p12 文件）',
        en: 'client certificate (PEM file, or .p12 with its key)',
      },
      kind: path('file'),
      repro: 'always',
    },
    key: {
      help: { zh: '客户端证书的私钥（PEM 文件）', en: 'private key of the client certificate (PEM file)' },
      kind: path('file'),
      repro: 'always',
    },
    keyPassword: {
      help: { zh: '加密私钥或 .p12 文件的密码', en: 'password of an encrypted private key or .p12 file' },
      kind: verbatim('text'),
      needs: {
        cert: { zh: '它用于解密客户端证书的私钥', en: 'it opens the private key of a client certificate' },
      },
    },
    proxy: {
      help: { zh: '通过该 HTTP 代理连接', en: 'connect through this HTTP proxy' },
      short: 'x',
      kind: url,
      repro: 'always',
    },
    resolve: {
      help: {
        zh: '连接到该地址，而不是主机名对应的地址：shop.example:443:127.0.0.1',
        en: 'connect to this address in place of those of the host: shop.example:443:127.0.0.1',
      },
      kind: resolution,
      repeats: true,
      conflicts: { proxy: proxyResolves },
      repro: 'always',
    },
    keepAlive: {
      help: { zh: '每次投递都新建连接', en: 'open a new connection for every delivery' },
      long: 'no-keep-alive',
      negated: true,
      repro: 'always',
    },
  }),
  ...section('Verdict', ['send', 'test', 'burst'], {
    contract: {
      help: { zh: '判定响应的严格程度', en: 'how strictly to judge responses' },
      kind: oneOf('level', contractLevels),
      default: defaults.contract,
      conflicts: { curl: readsResponse },
      repro: 'always',
    },
    fullBodies: {
      help: {
        zh: '完整保留响应体；否则过长的只保留开头、末尾、长度和哈希',
        en: 'keep response bodies whole; without it, of a long one head, tail, length and hash',
      },
      conflicts: { curl: readsResponse },
    },
    showSecrets: {
      help: { zh: '不对 token、请求头和签名脱敏', en: 'do not mask tokens, headers and signatures' },
      conflicts: { curl: readsResponse },
    },
  }),
  ...section('Sending', ['send'], {
    delay: {
      help: { zh: '两次投递之间的间隔', en: 'pause between deliveries' },
      kind: duration(),
      conflicts: { curl: readsResponse },
    },
    verbose: {
      help: { zh: '完整显示每个请求和响应', en: 'show each request and response in full' },
      short: 'v',
      conflicts: {
        curl: readsResponse,
        json: { zh: 'JSON 记录已包含全部内容', en: 'JSON records contain everything' },
      },
    },
  }),
};
