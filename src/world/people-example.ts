import type { People } from './people.ts';
import { givenNames, surnames } from './staff-names.ts';

const companies = [
  { name: '上海云帆信息技术有限公司', address: '上海市浦东新区星河路88号' },
  { name: '杭州青禾商贸有限公司', address: '浙江省杭州市西湖区云栖路12号' },
  { name: '深圳市启明电子有限公司', address: '广东省深圳市南山区海月路306号' },
];

/** People for documentation pages. They need no library, so that `show` starts quickly. */
export const examplePeople: People = {
  personName: (rng, gender) => rng.pick(surnames)[0] + rng.pick(givenNames[gender])[0],
  company: (rng) => rng.pick(companies),
};
