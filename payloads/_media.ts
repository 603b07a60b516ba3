import { type AsciiSlot, hexDigits, type Rng, type Scene } from '../src/define/index.ts';

/**
 * Marks all media and avatar addresses, which have the platform's format: the platform cannot have issued any of them,
 * so a receiver that downloads one never gets a real file.
 */
const marker = 'webhook-sim';

/** A file in the platform's material store. */
export const material = (ending: string): (string | AsciiSlot<Scene>)[] => [
  `https://s3.cn-north-1.amazonaws.com.cn/xiaoju-material/public/${marker}-`,
  hexDigits(24),
  `.${ending}`,
];

/**
 * A file that came with a message, as receivers see its address.
 * @param account the id of the hosted account
 * @param time when it came
 */
export const inboundMedia = <S extends Scene>(
  account: AsciiSlot<S>,
  time: AsciiSlot<S>,
  ending: string,
): (string | AsciiSlot<S>)[] => [
  'https://s3.cn-northwest-1.amazonaws.com.cn/xiaoju-message-payload-bucket/message/',
  account,
  '/',
  time,
  `/${marker}-`,
  hexDigits(24),
  `.${ending}`,
];

const avatarHead = `https://wx.qlogo.cn/mmhead/${marker}-`;

/** The avatar of a WeChat user or room. */
export const wechatAvatar = (rng: Rng): string => `${avatarHead}${rng.hex(24)}/0`;

/** The avatar of somebody who occurs once. */
export const strangersAvatar: readonly (string | AsciiSlot<Scene>)[] = [avatarHead, hexDigits(24), '/0'];

/** The avatar of a WeCom employee. */
export const staffAvatar = (rng: Rng): string => `https://wework.qpic.cn/wwpic/${marker}-${rng.hex(24)}/0`;

/**
 * A mobile number that looks real and belongs to nobody: the ranges 164, 168 and 169 are not known to be assigned to any
 * carrier.
 */
export const mobileNumber = (rng: Rng): string => rng.pick(['164', '168', '169']) + rng.digits(8);
