import { pinyin } from 'pinyin-pro';

/** Characters that are mistaken for each other by their look, one group a word. */
const LOOK_ALIKE = [
  '己已巳 未末 土士 日曰 人入八 天夭 大太犬 千干于 白自 目且 田由甲申 力刀 广厂 川州 平乎 古占 丰半 中申 永水 北比 西酉 王玉 元无 云去 亚业',
  '瑞端 鑫金 鑫淼磊 垚土 磊石 犇牛 骉马 淼水 森林 炎焱 晶品 朋明 鹏朋 腾滕 辉晖 昊吴 洁浩 宇字 安宴 汪旺 尤龙 泰秦奏 恒桓垣 须顺 兴共 博搏 利和 昌冒',
  '隆降 东乐 嘉喜 庆床 巨臣 光先 达迭 远运 恩思 诚城 祥样 君群 民氏 青清 河何 乌鸟 聚骤 原愿 惠慧 岭铃 成戌 伟纬 华毕 福幅 荣莱 陆陇',
].join(' ');

const GROUPS_OF = new Map<string, Set<number>>();
for (const [group, characters] of LOOK_ALIKE.split(' ').entries()) {
  for (const character of characters) GROUPS_OF.set(character, (GROUPS_OF.get(character) ?? new Set()).add(group));
}

const READINGS = new Map<string, readonly string[]>();

/** The toneless readings of a character; itself where it has none. */
export function readingsOf(character: string): readonly string[] {
  const known = READINGS.get(character);
  if (known) return known;
  const readings = [...new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true }))];
  READINGS.set(character, readings);
  return readings;
}

export type Confusion = 'sound' | 'look';

/** Why one character may stand where the other was meant; null where neither sound nor look explains it. */
export function confusionOf(left: string, right: string): Confusion | null {
  const heard = readingsOf(right);
  for (const reading of readingsOf(left)) if (heard.includes(reading)) return 'sound';
  const groups = GROUPS_OF.get(right);
  return groups !== undefined && [...(GROUPS_OF.get(left) ?? [])].some((group) => groups.has(group)) ? 'look' : null;
}
