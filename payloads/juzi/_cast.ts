import {
  type Contact,
  objectId,
  opaque,
  type Rng,
  type Room,
  type Staff,
  type World,
} from '../../src/define/index.ts';

import { staffAvatar, wechatAvatar } from '../_media.ts';
import { customerTags, roomTopic } from '../_phrases.ts';

/** The tenant's ids on this platform. */
export interface Org {
  readonly orgId: string;
  readonly corpId: string;
  /** The team (小组) that the hosted accounts belong to. */
  readonly groupId: string;
  readonly teamToken: string;
  readonly enterpriseToken: string;
}

/** A hosted account. */
export interface Bot {
  /** The tenant that it belongs to. */
  readonly org: Org;
  readonly staff: Staff;
  readonly botId: string;
  readonly wxid: string;
  readonly weixin: string;
  readonly name: string;
  readonly avatar: string;
}

/** A person who speaks to a hosted account. */
export interface Person {
  readonly name: string;
  readonly wxid: string;
  readonly avatar: string;
  /** WeCom external id; `''` for a colleague, who is not external. */
  readonly externalUserId: string;
  /** 0 unknown, 1 male, 2 female. */
  readonly gender: 0 | 1 | 2;
}

/** Somebody who works for the tenant. */
export interface Employee extends Person {
  /** WeCom user id. */
  readonly userId: string;
  /** The id in the vendor's console (秒回id). */
  readonly operatorId: string;
}

export interface RoomFacts {
  readonly wxid: string;
  readonly topic: string;
  readonly wecomChatId: string;
  readonly avatar: string;
}

const bots = 3;
const rooms = 20;
const colleagues = 12;
const roomMembers = 8;

export function org(world: World): Org {
  return world.tenant.facet('juzi', (rng, tenant) => ({
    orgId: objectId(rng, tenant.createdAt),
    corpId: `1970${rng.digits(12)}`,
    groupId: objectId(rng, tenant.createdAt + 86_400_000),
    teamToken: world.token ?? objectId(rng, tenant.createdAt + 86_400_000),
    enterpriseToken: world.token ?? rng.hex(32),
  }));
}

export function botAt(world: World, index: number): Bot {
  return world.staff('hosted', index % bots).facet('juzi.bot', (rng, staff) => ({
    org: org(world),
    staff,
    botId: objectId(rng, staff.hiredAt),
    wxid: `168885${rng.digits(10)}`,
    weixin: staff.userId,
    name: staff.name,
    avatar: staffAvatar(rng),
  }));
}

const genderCode = { male: 1, female: 2 } as const;

/** The ids of a contact outside the company. */
export function outsider(contact: Contact): Person {
  return contact.facet('juzi.person', (rng) => ({
    name: contact.name,
    wxid: rng.pick(['788129', '788130']) + rng.digits(10),
    avatar: wechatAvatar(rng),
    externalUserId: `wm${opaque(rng, 30)}`,
    gender: genderCode[contact.gender],
  }));
}

/** The account of a company or shop that publishes articles. It has a company's name and is not a customer. */
function officialAccount(contact: Contact): Person {
  return contact.facet('juzi.official', (rng) => ({
    ...outsider(contact),
    name: `${contact.company.slice(0, 8)}${rng.pick(['服务号', '订阅号'])}`,
    externalUserId: '',
    gender: 0,
  }));
}

/** A colleague by number, as a member of the world. */
export const colleagueStaff = (world: World, index: number): Staff =>
  world.staff('colleague', index % colleagues);

/** A colleague, with an employee's ids. */
export const colleagueAt = (world: World, index: number): Employee => employee(colleagueStaff(world, index));

/** An employee of another pool than that of the colleagues. */
export const employeeAt = (world: World, pool: string, index: number): Employee =>
  employee(world.staff(pool, index));

function employee(one: Staff): Employee {
  return one.facet('juzi.person', (rng, staff) => ({
    name: staff.name,
    userId: staff.userId,
    wxid: `168885${rng.digits(10)}`,
    avatar: staffAvatar(rng),
    externalUserId: '',
    gender: genderCode[staff.gender],
    operatorId: objectId(rng, staff.hiredAt),
  }));
}

/** A contact of the given type, by its number. */
export function personAt(world: World, contactType: string, index: number): Person {
  const contact = world.contact(contactType, index % world.poolSize);
  return contactType === 'official' ? officialAccount(contact) : outsider(contact);
}

/** Draws the number of a member of a room. Contacts belong to fixed rooms. */
export function memberIndex(rng: Rng, room: number): number {
  return room * roomMembers + rng.int(roomMembers);
}

/** The room of a contact, by the contact's number: the inverse of {@link memberIndex}. */
export const roomOfMember = (index: number): number => Math.floor(index / roomMembers) % rooms;

export const drawRoom = (rng: Rng): number => rng.int(rooms);

export function roomFacts(room: Room): RoomFacts {
  return room.facet('juzi.room', (rng) => ({
    wxid: `R:10${rng.digits(15)}`,
    topic: roomTopic(rng),
    wecomChatId: `wr${opaque(rng, 30)}`,
    avatar: wechatAvatar(rng),
  }));
}

/** The conversation of a bot with a contact or in a room. */
export function chatId(partner: Contact | Staff | Room, bot: Bot): string {
  return partner.facet(`juzi.chat/${bot.staff.key}`, (rng) => {
    const since =
      'metAt' in partner ? partner.metAt : 'hiredAt' in partner ? partner.hiredAt : partner.createdAt;
    return objectId(rng, since);
  });
}

/** A remark of the kind that salespeople write. */
export const remark = (rng: Rng, name: string): string => `${name}-${customerTags(rng)[0]}`;
