/** A name in Chinese and in pinyin. */
export type StaffName = readonly [name: string, pinyin: string];

/** Reads lines of `王 Wang, 李 Li`. */
const namesIn = (...lines: readonly string[]): StaffName[] =>
  lines
    .flatMap((line) => line.split(', '))
    .map((pair) => {
      const [name = '', pinyin = ''] = pair.split(' ');
      return [name, pinyin];
    });

/** With pinyin, which WeCom user ids consist of. */
export const surnames: readonly StaffName[] = namesIn(
  '王 Wang, 李 Li, 张 Zhang, 刘 Liu, 陈 Chen, 杨 Yang, 赵 Zhao, 黄 Huang, 周 Zhou, 吴 Wu, 徐 Xu',
  '孙 Sun, 胡 Hu, 朱 Zhu, 高 Gao, 林 Lin, 何 He, 郭 Guo, 马 Ma, 罗 Luo, 梁 Liang, 宋 Song, 郑 Zheng',
  '谢 Xie, 韩 Han, 唐 Tang, 冯 Feng, 于 Yu, 董 Dong, 萧 Xiao, 程 Cheng, 曹 Cao, 袁 Yuan, 邓 Deng',
  '沈 Shen',
);

export const givenNames: Readonly<Record<'female' | 'male', readonly StaffName[]>> = {
  female: namesIn(
    '洁 Jie, 静 Jing, 敏 Min, 雅婷 YaTing, 思琪 SiQi, 晓燕 XiaoYan, 梦瑶 MengYao, 佳怡 JiaYi, 雪梅 XueMei',
    '欣然 XinRan, 文静 WenJing, 丽娟 LiJuan, 若曦 RuoXi, 诗涵 ShiHan, 语嫣 YuYan, 慧敏 HuiMin',
  ),
  male: namesIn(
    '伟 Wei, 磊 Lei, 强 Qiang, 浩然 HaoRan, 子轩 ZiXuan, 志远 ZhiYuan, 建国 JianGuo, 宇航 YuHang',
    '俊杰 JunJie, 明哲 MingZhe, 嘉豪 JiaHao, 晨阳 ChenYang, 海涛 HaiTao, 思远 SiYuan, 文博 WenBo',
    '立群 LiQun',
  ),
};
