// Judges a response that you already have, from a unit test or a log, without any delivery.
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

// The third argument is the contract level: 'status', 'documented' (the default) or 'strict'.
const chatty = { status: 200, headers, body: '{"errcode":0,"errmsg":"ok","success":true}' };
console.log(judge(chatty, event).outcome, judge(chatty, event, 'strict').outcome);
