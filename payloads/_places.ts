/** A place that people send each other. */
interface Place {
  readonly name: string;
  readonly address: string;
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

const places: readonly [Place, ...Place[]] = [
  { name: '国家会展中心', address: '上海市青浦区崧泽大道333号', latitude: 31.192, longitude: 121.302 },
  { name: '西湖文化广场', address: '浙江省杭州市拱墅区中山北路', latitude: 30.2788, longitude: 120.1659 },
  {
    name: '深圳湾科技生态园',
    address: '广东省深圳市南山区高新南九道',
    latitude: 22.5309,
    longitude: 113.9538,
  },
  { name: '望京SOHO', address: '北京市朝阳区望京街', latitude: 39.9965, longitude: 116.4806 },
];

/** The place of the message with this index: each in turn. */
export const placeAt = (index: number): Place => places[index % places.length] ?? places[0];
