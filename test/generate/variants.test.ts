import { describe, expect, test } from 'vitest';
import { dimension, flag, rule } from '../../src/define/index.ts';
import { CatalogError } from '../../src/errors.ts';
import { parseChoices, resolveVariant, validVariants, variantKey } from '../../src/generate/variants.ts';
import { eventNamed } from '../laws/draws.ts';

const message = eventNamed('juzi/message.received');
const contact = eventNamed('yuju/contact.updated');
const room = eventNamed('juzi/room.left');
const renamed = eventNamed('juzi/room.renamed');

/** The message of the CatalogError that it throws. */
function complaint(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(CatalogError);
    return (error as CatalogError).message;
  }
  throw new Error('nothing was thrown');
}

describe('reading choices', () => {
  test.each([
    ['type=image', { type: 'image' }],
    ['type=6', { type: 'image' }],
    ['type=图片', { type: 'image' }],
    ['type=10001,chat=群聊', { type: 'wecom_system', chat: 'room' }],
    [' type = image , chat = room ', { type: 'image', chat: 'room' }],
    ['isSelf=true,source=1', { isSelf: 'yes', source: 'console' }],
    ['isSelf=否', { isSelf: 'no' }],
    ['source=15', { source: 'ai_reply' }],
    ['contactType=0', { contactType: 'unknown' }],
  ])('%s', (text, expected) => {
    expect(parseChoices(message, text)).toEqual(expected);
  });

  test('an unknown dimension suggests the nearest', () => {
    expect(complaint(() => parseChoices(message, 'typ=image'))).toBe(
      "juzi/message.received has no dimension 'typ' (did you mean type or contactType?); there are type, chat, contactType, coworker, isSelf, source, quote, notice, wecomEvent, inviteStatus, mentionSelf",
    );
  });

  test('an unknown value suggests the nearest and lists all values', () => {
    const text = complaint(() => parseChoices(message, 'type=imgae'));
    expect(text).toMatch(/^juzi\/message\.received has no type 'imgae' \(did you mean image\?\); there are /);
    expect(text).toContain('wecom_system');
  });

  test('a dimension without a value is an error that shows how to write one', () => {
    expect(complaint(() => parseChoices(message, 'type'))).toBe("'type' has no value: write type=text");
  });

  test('an event without dimensions is an error that says so', () => {
    expect(complaint(() => parseChoices(renamed, 'type=text'))).toBe(
      'juzi/room.renamed has no dimensions: all its payloads have the same form',
    );
  });

  test.each([
    '__proto__=x',
    'constructor=x',
    'type=__proto__',
    'type=constructor',
    'type=toString',
    '',
    '=',
    ',',
  ])('%j is refused', (text) => {
    complaint(() => parseChoices(message, text));
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

describe('completing choices', () => {
  test.each([
    [{}, { type: 'text', chat: 'private', isSelf: 'no', source: 'phone', quote: 'no', mentionSelf: 'no' }],
    [{ source: 'api' }, { source: 'api', isSelf: 'yes' }],
    [{ coworker: 'yes' }, { coworker: 'yes', contactType: 'wecom' }],
    [{ mentionSelf: 'yes' }, { mentionSelf: 'yes', chat: 'room', type: 'text', isSelf: 'no' }],
    [{ wecomEvent: 'renamed' }, { type: 'wecom_system', chat: 'room', contactType: 'unknown' }],
    [{ inviteStatus: 'error' }, { type: 'room_invitation', inviteStatus: 'error' }],
    [{ notice: 'members_joined' }, { type: 'system', chat: 'room' }],
    [{ type: 'solitaire' }, { type: 'solitaire', chat: 'room' }],
  ])('%o implies %o', (choices, implied) => {
    expect(resolveVariant(message, choices)).toMatchObject(implied);
  });

  test('a choice changes no more of the others than it must', () => {
    expect(resolveVariant(message, { source: 'api' })).toEqual({
      ...resolveVariant(message),
      source: 'api',
      isSelf: 'yes',
    });
    expect(resolveVariant(room, { isSelf: 'yes' })).toEqual({
      several: 'no',
      contactType: 'wecom',
      isFriend: 'no',
      coworker: 'yes',
      isSelf: 'yes',
    });
    expect(resolveVariant(contact, { userType: 'wecom_internal' })).toMatchObject({
      channel: 'hosted_wecom',
    });
  });
});

describe('an impossible combination is an error that names what forbids it', () => {
  test.each([
    [message, { isSelf: 'no', source: 'api' }, 'a message that the hosted account did not send'],
    [
      message,
      { coworker: 'yes', contactType: 'personal' },
      'a colleague (coworker=yes) has contactType wecom',
    ],
    [message, { type: 'system', isSelf: 'yes' }, 'have no speaker'],
    [message, { type: 'wecom_system', chat: 'private' }, 'happen in rooms only'],
    [message, { type: 'solitaire', chat: 'private' }, 'happen in rooms only'],
    [message, { notice: 'members_joined', chat: 'private' }, 'the system message that members joined'],
    [message, { mentionSelf: 'yes', chat: 'private' }, 'only a text in a room can mention'],
    [message, { mentionSelf: 'yes', isSelf: 'yes' }, 'does not mention itself'],
    [message, { mentionSelf: 'yes', source: 'api' }, 'isSelf'],
    [room, { isSelf: 'yes', several: 'yes' }, 'the hosted account itself'],
    [contact, { userType: 'wecom_internal', channel: 'qq' }, 'belongs to the channel hosted_wecom'],
    [message, { type: 'image', quote: 'yes' }, 'quote exists only with type=text'],
    [message, { type: 'text', notice: 'notice' }, 'notice exists only with type=system'],
    [message, { type: 'text', quote: 'yes', notice: 'notice' }, 'notice exists only with type=system'],
    [contact, { channel: 'qq', metInRoom: 'yes' }, 'metInRoom exists only with channel=hosted_wecom'],
  ])('$0.id $1', (event, choices, why) => {
    const text = complaint(() => resolveVariant(event, choices));
    const written = Object.entries(choices)
      .map(([name, member]) => `${name}=${member}`)
      .join(',');
    expect(text.startsWith(`${event.id} cannot have ${written}: `), text).toBe(true);
    expect(text).toContain(why);
  });

  test('a rule is shown with its basis', () => {
    expect(complaint(() => resolveVariant(message, { coworker: 'yes', contactType: 'official' }))).toMatch(
      /\(inferred\)$/,
    );
  });

  test('a dimension that applies is not blamed', () => {
    const text = complaint(() => resolveVariant(message, { type: 'text', quote: 'yes', notice: 'notice' }));
    expect(text).not.toContain('quote exists');
  });

  test('two dimensions that exclude each other are both named', () => {
    const text = complaint(() => resolveVariant(message, { quote: 'yes', notice: 'notice' }));
    expect(text).toMatch(/quote exists only with type=text; notice exists only with type=system$/);
  });

  test('choices given as objects are checked as well', () => {
    expect(complaint(() => resolveVariant(message, { typ: 'image' }))).toContain(
      'did you mean type or contactType?',
    );
    expect(complaint(() => resolveVariant(message, { type: 'imgae' }))).toContain('did you mean image?');
    expect(complaint(() => resolveVariant(renamed, { type: 'text' }))).toContain('has no dimensions');
  });
});

describe('enumerating variants', () => {
  const size = dimension('size', {
    title: { zh: '大小', en: 'size' },
    usual: 'm',
    members: {
      s: { value: 1, zh: '小', en: 'small', basis: 'documented' },
      m: { value: 2, zh: '中', en: 'medium', basis: 'documented' },
      l: { value: 3, zh: '大', en: 'large', basis: 'documented' },
    },
  });
  const lid = flag('lid', { zh: '盖', en: 'lid' }, { when: { size: ['m', 'l'] } });
  const locked = flag('locked', { zh: '锁', en: 'locked' }, { when: { lid: 'yes' }, usual: 'yes' });
  const boxes = {
    id: 'x/box',
    dimensions: [size, lid, locked],
    rules: [
      rule({
        zh: '大盒有盖',
        en: 'a large box has a lid',
        basis: 'inferred',
        when: { size: 'l' },
        must: { lid: 'yes' },
      }),
      rule({
        zh: '大盒不锁',
        en: 'a large box is never locked',
        basis: 'inferred',
        when: { size: 'l', locked: 'yes' },
      }),
    ],
  };

  test('the usual one comes first, and conditional dimensions only where they apply', () => {
    expect([...validVariants(boxes)].map((variant) => variantKey(boxes, variant))).toEqual([
      'size=m,lid=no',
      'size=m,lid=yes,locked=yes',
      'size=m,lid=yes,locked=no',
      'size=s',
      'size=l,lid=yes,locked=no',
    ]);
  });

  test('with a number of deviations from the usual', () => {
    const keys = (deviations: number): string[] =>
      [...validVariants(boxes, {}, deviations)].map((variant) => variantKey(boxes, variant));
    expect(keys(0)).toEqual(['size=m,lid=no']);
    expect(keys(1)).toEqual(['size=m,lid=yes,locked=yes', 'size=s']);
    expect(keys(2)).toEqual(['size=m,lid=yes,locked=no']);
    expect(keys(3)).toEqual(['size=l,lid=yes,locked=no']);
  });

  test('a choice of a conditional dimension excludes the variants that do not have it', () => {
    expect([...validVariants(boxes, { locked: 'yes' })]).toEqual([{ size: 'm', lid: 'yes', locked: 'yes' }]);
    expect(resolveVariant(boxes, { locked: 'no' })).toEqual({ size: 'm', lid: 'yes', locked: 'no' });
    expect(complaint(() => resolveVariant(boxes, { size: 'l', locked: 'yes' }))).toContain('never locked');
  });
});
