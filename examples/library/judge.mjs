// Judges a response that you have already, from a handler's unit test or a log: no delivery, no network.
//
//   node examples/library/judge.mjs
import { getEvent, judge } from 'webhook-sim';

const event = await getEvent('juzi/message.received');
const headers = { 'content-type': 'application/json' };

for (const body of [
  '{"errcode":0,"errmsg":"ok"}',
  '{"errcode":"0","errmsg":"ok"}',
  '{"errcode":500,"errmsg":"busy"}',
]) {
  const { outcome, findings } = judge({ status: 200, headers, body }, event);
  console.log(outcome, ...findings.map(({ code, actual }) => `${code} (${actual})`));
}

// A third argument says how strictly to read: 'status', 'documented' (the default) or 'strict'.
const chatty = { status: 200, headers, body: '{"errcode":0,"errmsg":"ok","success":true}' };
console.log(judge(chatty, event).outcome, judge(chatty, event, 'strict').outcome);
