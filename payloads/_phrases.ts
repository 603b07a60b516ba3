import type { Rng } from '../src/define/index.ts';

/** Invented chat messages. `{…}` is filled from the lists below. */
const customerSays = [
  '你好，请问{product}还有现货吗？',
  '在吗？想咨询一下{product}的价格',
  '{product}可以开增值税专用发票吗？',
  '我上周买的{product}到现在还没有发货，麻烦帮我查一下',
  '订单号 {order}，快递显示已经签收，但是我没有收到',
  '请问{product}的保修期是多久？',
  '能不能发一份{product}的产品手册给我？',
  '{day}方便安排一次线上演示吗？',
  '合同我这边已经盖好章了，{day}寄给你们',
  '刚才的链接打不开，麻烦重新发一下',
  '{product}和旧款有什么区别？',
  '我想把收货地址改成公司，可以吗？',
  '收到了，谢谢！',
  '好的，那我{day}再联系你',
  '请问支持七天无理由退货吗？',
  '这个报价能不能再优惠一点？我们要 {count} 套',
  '系统提示账号已过期，怎么续费？',
  '安装师傅什么时候能上门？',
  '麻烦拉我进一下{product}的售后群',
  '我们老板问{product}能不能对接我们自己的 ERP',
  '图片里这个型号还有吗？',
  '订单 {order} 想取消，还没发货吧？',
  '客服您好，{product}充不进电了，怎么处理？',
  '试用版到{day}就结束了，可以延期吗？',
];

const staffSays = [
  '您好，{product}目前有现货，{day}就可以发出',
  '已经帮您查到了，订单 {order} 正在派送中，请留意电话',
  '好的，我这边马上为您登记',
  '{product}的保修期是两年，期间免费上门维修',
  '产品手册已经发到您的邮箱，请查收',
  '我们{day}下午有一场{product}的直播讲解，欢迎参加',
  '发票会在确认收货后三个工作日内开具',
  '抱歉让您久等了，技术同事正在排查',
  '{count} 套的话可以按渠道价给您，我先做一份报价单',
  '续费可以在后台“账户中心”里操作，遇到问题随时找我',
  '地址已经修改成功，请放心',
  '感谢您的反馈，我们会尽快改进',
  '请问您方便留一个联系电话吗？',
  '已经为您申请延期到{day}，请重新登录看看',
  '退货地址稍后发给您，请在包裹里附上订单号 {order}',
  '好的，那我们{day}见',
];

const products = [
  '扫地机器人',
  '空气净化器',
  '企业版会员',
  '智能门锁',
  '净水器',
  '人体工学椅',
  '投影仪',
  '数据看板',
  '客户管理系统',
  '云存储套餐',
  '会议平板',
  '咖啡机',
  '儿童手表',
  '考勤机',
  '电动牙刷',
  '路由器',
];

const slots: Readonly<Record<string, readonly string[]>> = {
  product: products,
  day: ['今天', '明天', '后天', '这周五', '下周一', '下周三', '月底'],
  count: ['20', '35', '50', '80', '120', '200', '500'],
};

/** A text with slots that are filled from lists. */
interface Template {
  /** One more than there are slots. */
  readonly texts: readonly string[];
  readonly choices: readonly (readonly string[])[];
  /** Whether it has an order number, which is new each time. */
  readonly fresh: boolean;
  /** Texts filled before, by the combination of choices. */
  readonly known: (string | undefined)[];
}

const order: readonly string[] = [];

function cut(template: string): Template {
  const parts = template.split(/\{(\w+)\}/);
  const names = parts.filter((_, i) => i % 2 === 1);
  return {
    texts: parts.filter((_, i) => i % 2 === 0),
    choices: names.map((name) => (name === 'order' ? order : (slots[name] ?? []))),
    fresh: names.includes('order'),
    known: [],
  };
}

/** @param product the number of the product, if it is given */
function fill(rng: Rng, template: Template, product = -1): string {
  const { texts, choices, fresh, known } = template;
  if (fresh) return fillAnew(rng, template);
  let key = 0;
  for (const choice of choices) {
    const chosen = choice === products && product >= 0 ? product : rng.int(choice.length);
    key = key * choice.length + chosen;
  }
  let text = known[key];
  if (text === undefined) {
    text = texts.at(-1) ?? '';
    for (let i = choices.length - 1, rest = key; i >= 0; i -= 1) {
      const choice = choices[i] as readonly string[];
      text = `${texts[i]}${choice[rest % choice.length]}${text}`;
      rest = Math.floor(rest / choice.length);
    }
    known[key] = text;
  }
  return text;
}

function fillAnew(rng: Rng, { texts, choices }: Template): string {
  let text = texts[0] as string;
  for (const [i, choice] of choices.entries()) {
    text += (choice === order ? `2${rng.digits(11)}` : rng.pick(choice)) + (texts[i + 1] as string);
  }
  return text;
}

const customerTemplates = customerSays.map(cut);
const staffTemplates = staffSays.map(cut);

/** A sentence of a customer. */
export const customerSentence = (rng: Rng): string => fill(rng, rng.pick(customerTemplates));

/** A sentence of customer service. */
export const staffSentence = (rng: Rng): string => fill(rng, rng.pick(staffTemplates));

/** The name of a product. */
export const productName = (rng: Rng): string => rng.pick(products);

const roomThemes = [
  'VIP 客户服务群',
  '产品体验交流群',
  '售后支持群',
  '渠道伙伴群',
  '新品内测群',
  '项目对接群',
  '课程学习群',
];

/** A room's name. */
export const roomTopic = (rng: Rng): string =>
  `${productName(rng)}${rng.pick(roomThemes)}${rng.between(1, 30)}`;

const tags = [
  '意向客户',
  '老客户',
  '已报价',
  '待跟进',
  '重点客户',
  '渠道',
  '已成交',
  '展会',
  '直播间',
  '转介绍',
];

/** One to three tags of a customer. */
export const customerTags = (rng: Rng): string[] => rng.sample(tags, rng.between(1, 3));

const scripts = [
  ['{product}使用指南', '五分钟带您了解{product}的全部功能'],
  ['{product}新品发布', '限时优惠，{day}截止'],
  ['客户案例：{product}如何帮助门店提升效率', '来自一线门店的真实经验'],
  ['{product}常见问题汇总', '安装、续费、售后，一篇看完'],
] as const;

const articles = scripts.map(([title, description]) => ({
  title: cut(title),
  description: cut(description),
}));

/** Title and description of an article, a mini program or a video. */
export function article(rng: Rng): { title: string; description: string } {
  const { title, description } = rng.pick(articles);
  const product = rng.int(products.length);
  return { title: fill(rng, title, product), description: fill(rng, description, product) };
}

const fileNames = [
  '{product}报价单',
  '{product}产品手册',
  '采购合同-{order}',
  '{product}验收报告',
  '对账单-{order}',
].map(cut);
const fileEndings = ['pdf', 'docx', 'xlsx', 'pptx'];

/** A file's name with its ending. */
export const fileName = (rng: Rng): string => `${fill(rng, rng.pick(fileNames))}.${rng.pick(fileEndings)}`;
