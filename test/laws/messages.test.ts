import { describe, expect, test } from 'vitest';
import { draws, eventNamed, generator, nameOf } from './draws.ts';
import { type JsonObject, listAt, objectAt, textAt } from './json.ts';

/** What the team level and the enterprise level call the same thing. */
interface Level {
  readonly id: string;
  readonly around: string;
  readonly type: string;
  readonly contactId: string;
  readonly roomId: string;
  readonly botWxid: string;
}

const team = { around: 'data', type: 'type', contactId: 'contactId', roomId: 'roomId', botWxid: 'botWxid' };
const levels: readonly Level[] = [
  { id: 'juzi/message.received', ...team },
  { id: 'yuju/hosted.message', ...team },
  {
    id: 'juzi/enterprise.message.received',
    around: '',
    type: 'messageType',
    contactId: 'imContactId',
    roomId: 'imRoomId',
    botWxid: 'imBotId',
  },
];

/** The names of the hosted accounts, which only other events tell. */
function botNames(): Map<string, string> {
  const bots = draws(eventNamed('juzi/room.left'), 200, generator()).map(({ payload }) =>
    objectAt(payload, 'botInfo'),
  );
  return new Map(bots.map((bot) => [textAt(bot, 'imBotId'), textAt(bot, 'nickName')]));
}

const speakerless = [9999, 10000, 10001];

describe.each(levels)('$id', ({ id, around, type, contactId, roomId, botWxid }) => {
  const drawn = draws(eventNamed(id), 3000);
  const bodies = drawn.map((draw) => ({ draw, body: objectAt(draw.payload, around) }));
  const inRoom = (body: JsonObject): boolean => (body[roomId] ?? '') !== '';
  const every = (law: (body: JsonObject, variant: Readonly<Record<string, string>>) => void): void => {
    for (const { draw, body } of bodies) {
      try {
        law(body, draw.variant);
      } catch (error) {
        throw new Error(`${nameOf(draw)}: ${JSON.stringify(body)}`, { cause: error });
      }
    }
  };

  test('messages that the hosted account did not send have source 0', () => {
    every((body) => {
      if (body['isSelf'] === false) expect(body['source']).toBe(0);
      if (body['source'] !== 0) expect(body['isSelf']).toBe(true);
    });
    expect(new Set(bodies.map(({ body }) => body['source']))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
  });

  test('a colleague has contactType 3 and an employee’s wxid, everybody else an outsider’s', () => {
    every((body) => {
      const wxid = body[contactId] ?? '';
      if (around === '' && body['isSelf'] === true) return;
      if (body['coworker'] === true) {
        expect(body['contactType']).toBe(3);
        expect(wxid).toMatch(/^168885\d{10}$/);
        expect(body['externalUserId']).toBe('');
      } else if (wxid !== '') {
        expect(wxid).toMatch(/^7881(?:29|30)\d{10}$/);
      }
    });
    expect(bodies.some(({ body }) => body['contactType'] === 3 && body['coworker'] === false)).toBe(true);
  });

  test('a message of the hosted account itself has that account as sender at enterprise level alone', () => {
    const names = botNames();
    let own = 0;
    every((body) => {
      if (body['isSelf'] !== true) return;
      own += 1;
      expect(body[contactId] === body[botWxid]).toBe(around === '');
      expect(body['contactName'] === names.get(textAt(body, botWxid))).toBe(around === '');
    });
    expect(own).toBeGreaterThan(100);
  });

  test('a recalled message carries the id of another message', () => {
    every((body) => {
      if (body[type] !== 11) return;
      expect(textAt(body, 'payload.content')).toMatch(/^[0-9a-f]{32}$/);
      expect(textAt(body, 'payload.content')).not.toBe(body['messageId']);
    });
  });

  test('externalRequestId comes back on messages of the API alone', () => {
    every((body) => {
      if (!Object.hasOwn(body, 'externalRequestId')) return;
      expect(body).toMatchObject({ isSelf: true, source: 6 });
    });
  });

  test('invitations and system messages have no sender', () => {
    every((body) => {
      const nobody = speakerless.includes(Number(body[type]));
      expect(body['contactName'] === '').toBe(nobody);
      expect((body[contactId] ?? '') === '').toBe(nobody);
      if (nobody) {
        expect(body['isSelf']).toBe(false);
        expect(body['coworker']).toBe(false);
        expect(body['externalUserId']).toBe('');
      }
    });
  });

  test('WeCom system messages and sign-up lists happen in rooms only', () => {
    every((body) => {
      if ([10001, 16].includes(Number(body[type]))) expect(inRoom(body)).toBe(true);
    });
  });

  test('a room has its keys, a private chat has not', () => {
    every((body, { chat }) => {
      expect(inRoom(body)).toBe(chat === 'room');
      if (chat === 'room') {
        expect(body[roomId]).toMatch(/^R:10\d{15}$/);
        expect(body['roomTopic']).not.toBe('');
        expect(body['roomWecomChatId']).toMatch(/^wr[\w-]{30}$/);
      } else if (around === 'data') {
        expect(body).toMatchObject({ roomId: '', roomTopic: '', roomWecomChatId: null });
      } else {
        for (const key of [roomId, 'roomTopic', 'roomWecomChatId']) expect(body).not.toHaveProperty(key);
      }
    });
  });

  test('sendBy is there when the hosted account sent it by hand in the console, and only then', () => {
    every((body) => {
      expect(Object.hasOwn(body, 'sendBy')).toBe(body['isSelf'] === true && body['source'] === 1);
      if (body['sendBy'] !== undefined) expect(body['sendBy']).toMatch(/^[0-9a-f]{24}$/);
    });
  });

  test('a text in a room has its list of mentions, and the text without them', () => {
    const names = botNames();
    let mentions = 0;
    every((body, variant) => {
      if (body[type] !== 7) return;
      const payload = objectAt(body, 'payload');
      if (!inRoom(body)) {
        expect(payload).not.toHaveProperty('mention');
        expect(payload['pureText']).toBe(payload['text']);
        return;
      }
      const mentioned = variant['mentionSelf'] === 'yes';
      expect(listAt(payload, 'mention')).toEqual(mentioned ? [body[botWxid]] : []);
      if (mentioned) {
        mentions += 1;
        const mention = `@${names.get(textAt(body, botWxid))}`;
        expect(mention).not.toBe('@undefined');
        expect(payload['text']).toBe(`${mention}\u2005${payload['pureText']}`);
        expect(payload['pureText']).not.toContain('@');
      } else {
        expect(payload['text']).toBe(payload['pureText']);
      }
    });
    if (around === 'data') expect(mentions).toBeGreaterThan(0);
  });

  test.runIf(around === 'data')('mentionSelf is true only on a text in a room that mentions the bot', () => {
    every((body) => {
      if (body['mentionSelf'] !== true) return;
      expect(body[type]).toBe(7);
      expect(inRoom(body)).toBe(true);
      expect(body['isSelf']).toBe(false);
      expect(listAt(body, 'payload.mention')).toContain(body[botWxid]);
    });
    expect(bodies.filter(({ body }) => body['mentionSelf'] === true).length).toBeGreaterThan(0);
  });

  test('a quote has type and timestamp as strings, and is older than the message', () => {
    let quotes = 0;
    every((body, variant) => {
      const payload = objectAt(body, 'payload');
      expect(Object.hasOwn(payload, 'quoteMessage')).toBe(variant['quote'] === 'yes');
      if (variant['quote'] !== 'yes') return;
      quotes += 1;
      const quote = objectAt(payload, 'quoteMessage');
      expect(quote['type']).toMatch(/^\d+$/);
      expect(quote['timestamp']).toMatch(/^\d{13}$/);
      expect(Number(quote['timestamp'])).toBeLessThan(Number(body['timestamp']));
      expect(quote['messageId']).toMatch(/^[0-9a-f]{32}$/);
      expect(quote['messageId']).not.toBe(body['messageId']);
      // What somebody quotes is what the other side said.
      if (body['isSelf'] === false) expect(quote['wxid']).toBe(body[botWxid]);
      else if (around === 'data') expect(quote['wxid']).toBe(body[contactId]);
      else expect(quote['wxid']).not.toBe(body[botWxid]);
      expect(Object.keys(objectAt(quote, 'content'))).toEqual(['text']);
    });
    expect(quotes).toBeGreaterThan(0);
  });

  test('the subject of a system message agrees with its payload', () => {
    every((body, variant) => {
      const payload = objectAt(body, 'payload');
      if (body[type] === 10001) {
        const kind = { joined: 0, left: 1, renamed: 2 }[variant['wecomEvent'] ?? ''];
        expect(payload['wechatSystemPayloadType']).toBe(kind);
        const sub = objectAt(payload, 'subPayload');
        const actor = objectAt(sub, ['inviter', 'remover', 'changer'][kind ?? -1] ?? '');
        expect(actor).toMatchObject({ wxid: body[botWxid], isSelf: true });
        expect(sub['timestamp']).toBe(Number(body['timestamp']));
        if (kind === 2) expect(sub['newTopic']).toBe(body['roomTopic']);
        else expect(listAt(sub, kind === 0 ? 'inviteeList' : 'leaverList').length).toBeGreaterThan(0);
      }
      if (body[type] === 9999) {
        expect(payload['inviteStatus']).toBe(
          { created: 0, success: 1, error: 2 }[variant['inviteStatus'] ?? ''],
        );
        if (inRoom(body)) expect(payload['roomTopic']).toBe(body['roomTopic']);
      }
    });
  });

  test('the time is a number of ms at team level, a string of ms at enterprise level', () => {
    every((body) => {
      expect(typeof body['timestamp']).toBe(around === 'data' ? 'number' : 'string');
      expect(String(body['timestamp'])).toMatch(/^\d{13}$/);
    });
  });
});

describe.each([
  ['juzi/room.left', 'leftMembers'],
  ['yuju/hosted.room.joined', 'joinMember'],
  ['yuju/hosted.room.left', 'leftMember'],
])('%s', (id, list) => {
  const drawn = draws(eventNamed(id));

  test('members are different people, and agree with each other', () => {
    for (const draw of drawn) {
      const members = listAt(draw.payload, list).map((member) => objectAt(member, ''));
      expect(members).toHaveLength(draw.variant['several'] === 'yes' ? 2 : 1);
      expect(new Set(members.map((member) => member['imContactId'])).size).toBe(members.length);
      for (const member of members) {
        if (member['coworker'] === true) {
          expect(member['contactType'], nameOf(draw)).toBe(3);
          expect(member['imContactId']).toMatch(/^1688/);
        } else {
          expect(member['imContactId']).toMatch(/^7881/);
        }
        if (member['isSelf'] === true) {
          const bot = objectAt(draw.payload, 'botInfo');
          expect(member).toMatchObject({
            imContactId: bot['imBotId'],
            nickName: bot['nickName'],
            coworker: true,
            isFriend: false,
          });
          expect(members).toHaveLength(1);
        }
      }
    }
  });
});

describe('friend.requested', () => {
  const drawn = draws(eventNamed('juzi/friend.requested'));

  test('each way of finding a person has its own key alone', () => {
    const keys = { 1: 'phoneNum', 2: 'roomWxid', 3: 'contactSenderWxid' };
    for (const draw of drawn) {
      const data = objectAt(draw.payload, 'data');
      for (const [type, key] of Object.entries(keys)) {
        expect(Object.hasOwn(data, key), nameOf(draw)).toBe(String(data['type']) === type);
      }
    }
  });

  test('has the person on success, the message on failure', () => {
    for (const { payload } of drawn) {
      const body = objectAt(payload, '');
      const data = objectAt(body, 'data');
      expect([0, 1]).toContain(body['code']);
      expect(Object.hasOwn(data, 'payload')).toBe(body['code'] === 0);
      expect(Object.hasOwn(data, 'message')).toBe(body['code'] === 1);
      expect(Number(data['createTimestamp'])).toBeLessThanOrEqual(Number(data['sendTimestamp']));
    }
  });
});

describe('customer.added', () => {
  test('the WeCom event and the data speak of the same customer and member', () => {
    for (const { payload } of draws(eventNamed('juzi/customer.added'))) {
      const { event, data, timestamp } = objectAt(payload, '');
      const [member] = listAt(data, 'followUser');
      expect(textAt(event, 'ExternalUserID')).toBe(textAt(data, 'externalUserId'));
      expect(textAt(event, 'UserID')).toBe(textAt(member, 'userId'));
      expect(Number(textAt(event, 'CreateTime'))).toBe(Math.floor(Number(timestamp) / 1000));
      expect(objectAt(member, '')['createTimestamp']).toBe(timestamp);
      expect(textAt(member, 'remark').startsWith(textAt(data, 'name'))).toBe(true);
    }
  });
});

test('account.renamed gives a new name', () => {
  for (const { payload } of draws(eventNamed('juzi/account.renamed'))) {
    expect(textAt(payload, 'newValue.name')).not.toBe(textAt(payload, 'existsValue.name'));
  }
});
