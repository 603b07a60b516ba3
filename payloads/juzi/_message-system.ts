import { hexDigits } from '../../src/define/index.ts';
import { strangersAvatar } from '../_media.ts';
import { roomTopic } from '../_phrases.ts';
import { personAt } from './_cast.ts';
import { inviteStatus, notice, wecomEvent } from './_message-dimensions.ts';
import { chatted, f, hosted, type MessageScene } from './_message-scene.ts';

/** Type 9999. */
export const roomInvitation = f.object({
  roomTopic: f.string((s) => s.chat.room?.topic ?? roomTopic(s.rng)).label('群名', 'name of the room'),
  avatarUrl: f.ascii(strangersAvatar).label('群头像', 'avatar of the room'),
  invitaterName: f
    .string((s) => personAt(s.world, 'personal', s.index).name)
    .label('邀请人姓名', 'who invites')
    .note('平台的拼写如此', 'the platform spells it so'),
  inviteModelId: f.ascii([hexDigits(24)]).label('邀请id', 'id of the invitation'),
  inviteStatus: f.choice(inviteStatus).label('邀请状态', 'status of the invitation'),
});

/** Type 10000. */
export const system = f.object({
  type: f.choice(notice).label('系统消息类型', 'what kind of notice').inferred(),
  content: f
    .string((s) => `${customerLike(s)}${noticeText[s.variant['notice'] ?? 'notice']}`)
    .label('提示内容', 'the notice'),
  subPayload: f
    .byVariant(notice, {
      notice: f.object({}),
      recall_failed: f.object({
        messageId: f
          .string((s) => s.earlier().messageId)
          .label('撤回失败的消息id', 'id of the message not recalled'),
      }),
      members_joined: f.object({
        inviterName: f.string((s) => s.chat.bot.name).label('邀请人', 'who invited them'),
        memberNames: f
          .list(
            (s) => [customerLike(s), personAt(s.world, 'personal', s.index + 2).name],
            f.item<string>().string((s) => s.item),
          )
          .label('新成员', 'who joined'),
      }),
    })
    .label('附加内容', 'the particulars')
    .inferred()
    .when({ notice: ['recall_failed', 'members_joined'] }),
});

const noticeText: Readonly<Record<string, string>> = {
  notice: '开启了联系人验证，你还不是他（她）的联系人',
  recall_failed: '的消息撤回失败',
  members_joined: '加入了群聊',
};

/** The name of a customer other than the sender. */
export const customerLike = (s: MessageScene): string => personAt(s.world, 'personal', s.index + 1).name;

interface RoomPerson {
  readonly wxid: string;
  readonly displayName: string;
  readonly isSelf: boolean;
}

const p = f.item<RoomPerson>();
const roomPerson = p.object({
  displayName: p.string((s) => s.item.displayName).label('显示名', 'display name'),
  wxid: p.string((s) => s.item.wxid).label('系统wxid', 'wxid'),
  isSelf: p.boolean((s) => s.item.isSelf).label('是否为托管账号', 'is the hosted account'),
});

const actor = f.object({
  displayName: f
    .string((s) => s.chat.bot.name)
    .from(hosted)
    .label('显示名', 'display name'),
  wxid: f
    .string((s) => s.chat.bot.wxid)
    .from(hosted)
    .label('系统wxid', 'wxid'),
  isSelf: f
    .boolean(() => true)
    .from(hosted)
    .label('是否为托管账号', 'is the hosted account'),
});

const movers = (s: MessageScene): RoomPerson[] =>
  [s.index + 1, s.index + 2].slice(0, 1 + (s.index % 2)).map((index) => {
    const { wxid, name } = personAt(s.world, 'personal', index);
    return { wxid, displayName: name, isSelf: false };
  });

const at = f.integer((s) => s.sentAt).label('时间戳（毫秒）', 'when, ms');

/** Type 10001. */
export const wecomSystem = f.object({
  subPayload: f
    .byVariant(wecomEvent, {
      joined: f.object({
        inviteeList: f.list(movers, roomPerson).label('被邀请人', 'who joined'),
        inviter: actor.label('邀请人', 'who invited them'),
        timestamp: at,
      }),
      left: f.object({
        leaverList: f.list(movers, roomPerson).label('离开的人', 'who left'),
        remover: actor.label('移除者', 'who removed them'),
        timestamp: at,
      }),
      renamed: f.object({
        changer: actor.label('修改人', 'who renamed it'),
        newTopic: f
          .string((s) => s.chat.room?.topic ?? '')
          .from(chatted)
          .label('新群名', 'new name'),
        oldTopic: f.string((s) => roomTopic(s.rng)).label('旧群名', 'old name'),
        timestamp: at,
      }),
    })
    .label('具体内容', 'the particulars'),
  wechatSystemPayloadType: f.choice(wecomEvent).label('企微系统消息类型', 'what happened'),
});
