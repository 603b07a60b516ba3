// Payloads as values: for a unit test of your handler, without any HTTP.
//
//   node examples/library/generate.mjs
import { generate } from 'webhook-sim';

// The same seed gives the same bytes, on every machine.
for await (const { payload, variant } of generate('juzi/message.received', {
  seed: '42',
  variant: ['type=text,chat=room,mentionSelf=yes', { type: 'image' }],
})) {
  const { data } = payload;
  console.log(variant.type, data.roomId === '' ? '单聊' : `群聊 ${data.roomTopic}`, data.payload);
}

// `set` and `unset` have the syntax of --set and --unset.
for await (const { payload } of generate('yuju/contact.updated', {
  seed: '42',
  count: 2,
  set: ['data.name=测试客户', 'data.user_typy:=2'],
})) {
  console.log(payload.event_id, payload.data.name, payload.data.user_typy);
}
