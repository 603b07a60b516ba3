// A platform of your own: 青鸟快递 (Bluebird Express), which does not exist. Files whose names begin with `_`
// are parts that event files share.
import { definePlatform } from 'webhook-sim/define';

export const bluebird = definePlatform({
  id: 'bluebird',
  title: { zh: '青鸟快递', en: 'Bluebird Express (fictitious)' },
  // Nothing is ever sent to these.
  hosts: ['api.bluebird.example'],
  policy: {
    facts: [
      { zh: '3 秒内未响应会再次推送', en: 'No answer within 3 seconds brings it again', basis: 'documented' },
    ],
  },
});

/** `{"code":0}`; with any other code, the receiver reports a failure. */
export const codeObject = {
  status: 200,
  mediaType: 'application/json',
  keys: [{ name: 'code', type: 'number', label: { zh: '返回码', en: 'return code' }, success: 0 }],
  example: '{"code":0}',
  basis: 'documented',
};
