import { describe, expectTypeOf, test } from 'vitest';
import type customerAdded from '../../payloads/juzi/customer.added.ts';
import type messageReceived from '../../payloads/juzi/message.received.ts';
import roomLeft from '../../payloads/juzi/room.left.ts';
import contactUpdated from '../../payloads/yuju/contact.updated.ts';
import type conversationMessage from '../../payloads/yuju/conversation.message.ts';
import type { PayloadOf } from '../../src/define/index.ts';
import { examplePayload } from '../../src/generate/example.ts';
import type { PayloadOf as PayloadOfName } from '../../src/index.ts';

describe('the type of a payload is inferred from its definition', () => {
  test('contact.updated', () => {
    type Payload = PayloadOf<typeof contactUpdated>;
    expectTypeOf<keyof Payload>().toEqualTypeOf<
      'event_id' | 'event_type' | 'company_id' | 'webhook_url' | 'data'
    >();
    expectTypeOf<Payload['data']['customer_id']>().toEqualTypeOf<number>();
    expectTypeOf<Payload['data']['user_typy']>().toEqualTypeOf<1 | 2 | 3 | 4 | 5 | 6 | 7>();
    expectTypeOf<Payload['data']['name']>().toEqualTypeOf<string>();
    expectTypeOf<Payload['data']>().not.toHaveProperty('user_type');
  });

  test('message.received', () => {
    type Data = PayloadOf<typeof messageReceived>['data'];
    expectTypeOf<Data['contactType']>().toEqualTypeOf<0 | 1 | 2 | 3>();
    expectTypeOf<Data['source']>().toEqualTypeOf<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7>();
    expectTypeOf<Data['isSelf']>().toEqualTypeOf<boolean>();
    expectTypeOf<Data['roomWecomChatId']>().toEqualTypeOf<string | null>();
    expectTypeOf<Data>().toHaveProperty('sendBy');
    expectTypeOf<Data['sendBy']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<14>().toExtend<Data['type']>();
    expectTypeOf<9999>().toExtend<Data['type']>();
    expectTypeOf<17>().not.toExtend<Data['type']>();
    expectTypeOf<{ content: string }>().toExtend<Data['payload']>();
  });

  test('lists, constants and unions', () => {
    type Member = PayloadOf<typeof roomLeft>['leftMembers'][number];
    expectTypeOf<Member['contactType']>().toEqualTypeOf<0 | 1 | 2 | 3>();
    expectTypeOf<Member['isFriend']>().toEqualTypeOf<boolean>();
    type Added = PayloadOf<typeof customerAdded>;
    expectTypeOf<Added['event']['MsgType']>().toEqualTypeOf<'event'>();
    expectTypeOf<Added['event']['ChangeType']>().toEqualTypeOf<
      'add_external_contact' | 'add_half_external_contact'
    >();
    expectTypeOf<Added['data']['followUser'][number]['tags'][number]['tagName']>().toEqualTypeOf<string>();
    type Source = PayloadOf<typeof conversationMessage>['data']['push_data']['source'];
    expectTypeOf<Source['rule_id']>().toEqualTypeOf<string | number>();
  });

  test('by the full name of a built-in event, or by its definition', () => {
    expectTypeOf<PayloadOfName<'juzi/message.received'>>().toEqualTypeOf<PayloadOf<typeof messageReceived>>();
    expectTypeOf<PayloadOfName<typeof roomLeft>>().toEqualTypeOf<PayloadOf<typeof roomLeft>>();
    // @ts-expect-error: no event has this name
    expectTypeOf<PayloadOfName<'juzi/message.recieved'>>().toBeUnknown();
  });

  test('a drawn payload has it', () => {
    expectTypeOf(examplePayload(contactUpdated).data.customer_id).toEqualTypeOf<number>();
    expectTypeOf(examplePayload(roomLeft)).toEqualTypeOf<PayloadOf<typeof roomLeft>>();
  });
});
