import {
  type Contact,
  type LocalizedText,
  type Scene,
  uuid,
  type Vocabulary,
  vocabulary,
} from '../../src/define/index.ts';
import { customerSentence, productName, staffSentence } from '../_phrases.ts';
import { customerId } from './_envelope.ts';

/** A question to an AI assistant. */
export interface AssistantScene extends Scene {
  readonly assistant: { readonly id: string; readonly name: string };
  readonly contact: Contact;
  readonly conversationId: string;
  readonly question: string;
  readonly answer: string;
  readonly intent: { readonly name: string; readonly slots: readonly Slot[] };
}

/** A piece of information that an intent needs. */
interface Slot {
  readonly name: string;
  readonly value: string;
}

const assistants = ['售前咨询助手', '售后服务助手', '订单查询助手', '课程顾问助手'];

const intents: readonly { name: string; slots: readonly [string, (scene: Scene) => string][] }[] = [
  {
    name: '预约演示',
    slots: [
      ['产品', (s) => productName(s.rng)],
      ['时间', (s) => s.rng.pick(['明天下午', '周五上午', '下周一'])],
      ['联系人', (s) => s.world.contact('personal', s.rng.int(s.world.poolSize)).name],
    ],
  },
  {
    name: '查询订单',
    slots: [
      ['订单号', (s) => `2${s.rng.digits(11)}`],
      ['产品', (s) => productName(s.rng)],
    ],
  },
  {
    name: '申请售后',
    slots: [
      ['产品', (s) => productName(s.rng)],
      ['故障描述', (s) => s.rng.pick(['无法开机', '充不进电', '连接不上网络', '屏幕碎裂'])],
      ['购买渠道', (s) => s.rng.pick(['官网', '门店', '直播间'])],
    ],
  },
];

export function assistantScene(scene: Scene): AssistantScene {
  const { rng, world } = scene;
  const contact = world.contact('personal', rng.int(world.poolSize));
  const number = rng.int(assistants.length);
  const intent = rng.pick(intents);
  return {
    rng,
    world,
    now: scene.now,
    index: scene.index,
    variant: scene.variant,
    assistant: { id: String(2001 + number), name: assistants[number] as string },
    contact,
    conversationId: contact.facet('yuju.conversation', (own) => uuid(own)),
    question: customerSentence(rng),
    answer: staffSentence(rng),
    intent: { name: intent.name, slots: intent.slots.map(([name, draw]) => ({ name, value: draw(scene) })) },
  };
}

export const f: Vocabulary<AssistantScene> = vocabulary<AssistantScene>();

/** The keys of `data` that the three assistant events share. The whole body is inferred. */
export const turn = {
  assistant_id: f.string((s) => s.assistant.id).label('AI助手ID', 'id of the assistant'),
  assistant_name: f.string((s) => s.assistant.name).label('AI助手名称', 'name of the assistant'),
  conversation_id: f.string((s) => s.conversationId).label('会话ID', 'conversation'),
  customer_id: f.integer((s) => customerId(s.contact)).label('联系人ID', 'id of the contact'),
  name: f.string((s) => s.contact.name).label('联系人姓名', 'name of the contact'),
  question: f
    .string((s) => s.question)
    .label('用户的提问', 'the question asked')
    .freeText(),
  answer: f.string((s) => s.answer).label('AI助手的回答', 'the answer given'),
};

export const intentName = f.string((s) => s.intent.name).label('意图名称', 'name of the intent');

const slotItem = f.item<Slot>();

/** Slots as `{ name, value }`. */
export const filledSlots = (of: (scene: AssistantScene) => readonly Slot[]) =>
  f
    .list(
      of,
      slotItem.object({
        name: slotItem.string((s) => s.item.name).label('名称', 'name'),
        value: slotItem.string((s) => s.item.value).label('取值', 'value'),
      }),
    )
    .label('已收集的信息', 'slots that were filled');

export const missingSlots = f
  .list(
    (s) => s.intent.slots.slice(1).map((slot) => slot.name),
    f.item<string>().string((s) => s.item),
  )
  .label('未收集到的信息', 'slots that were not filled');

export const assistantNote: LocalizedText = {
  zh: '标题来自文档；消息体没有文档，全部为推测。',
  en: 'The title is documented; the body is not, and is inferred as a whole.',
};
