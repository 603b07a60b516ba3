// autocannon, as a process of its own and without workers. Says when it is warm, and measures from when it is told to
// until it is told to end.
// Usage: fork('autocannon.js', [job])       { url, body, headers, connections, unique }
import autocannon from 'autocannon';
import { warm } from '../warm.js';

const { url, body, headers, connections, unique } = JSON.parse(process.argv[2]);
const payload = JSON.parse(body);
let made = 0;

/** A body that differs in its message id, as cheaply as an object can be had that is not the last one. */
function setupRequest(request) {
  made += 1;
  const id = made.toString(16).padStart(32, '0');
  const data = 'messageId' in payload.data ? { messageId: id } : { message_id: id };
  request.body = JSON.stringify({ ...payload, data: { ...payload.data, ...data } });
  return request;
}

/** What an accepted answer is: `{}`, or no error. */
const verifyBody = (answer) => (JSON.parse(answer).errcode ?? 0) === 0;

let responses = 0;
let from;
let to;
const run = autocannon(
  {
    url,
    connections,
    duration: 3600,
    method: 'POST',
    headers,
    body,
    ...(unique && { requests: [{ setupRequest }], verifyBody }),
  },
  (error, { errors, timeouts, mismatches, non2xx }) => {
    if (error) throw error;
    process.send({
      deliveries: to.responses - from.responses,
      cpu: (to.cpu.user + to.cpu.system - from.cpu.user - from.cpu.system) / 1e6,
      wall: (to.at - from.at) / 1000,
      failed: errors + timeouts + mismatches + non2xx,
    });
    process.disconnect();
  },
);
run.on('response', () => {
  responses += 1;
});
const mark = () => ({ responses, at: performance.now(), cpu: process.cpuUsage() });
process.on('message', (word) => {
  if (word === 'measure') {
    from = mark();
  } else {
    to = mark();
    run.stop();
  }
});
const began = performance.now();
const watch = setInterval(() => {
  if (!warm(performance.now() - began, responses)) return;
  clearInterval(watch);
  process.send('warm');
}, 100);
