// Lists the events of a platform, and shows one event in detail.
//
//   node examples/library/list.mjs
import { cover, documentEvent, getEvent, listEvents } from 'webhook-sim';

for (const { id, basis, title, variants } of listEvents('juzi/room.*')) {
  console.log(`${id}  ${title.zh}  ${basis}, ${variants.full} variants`);
}

const event = await getEvent('juzi/message.received');
const { address, response } = documentEvent(event);
console.log(`POST <base>${address.path}, answered with ${response.example} [${response.basis}]`);

const types = new Set(Array.from(cover(event, 'each'), ({ type }) => type));
console.log(`--coverage each visits ${types.size} message types: ${[...types].join(', ')}`);
