import { squeeze } from '../../kernel/index.js';

/** One of the key industries of the pneumoconiosis campaign, with what people write for it. */
export interface KeyIndustry {
  /** Stable name in English: coal, non-coal-mine, metallurgy, building-materials. */
  readonly code: string;
  readonly name: string;
  /** Divisions (大类) of GB/T 4754-2017 that belong to it. */
  readonly divisions?: readonly string[];
  /** Words that stand for it or occur in texts about it; single characters count only as the whole text. */
  readonly words: readonly string[];
}

/** 煤矿、非煤矿山、冶金、建材. An installation with other key industries passes its own table. */
export const KEY_INDUSTRIES: readonly KeyIndustry[] = [
  {
    code: 'coal',
    name: '煤矿',
    divisions: ['06'],
    words: '煤 煤业 煤炭 煤炭开采 煤矿开采 洗煤 选煤 矿井 露天煤'.split(' '),
  },
  {
    code: 'non-coal-mine',
    name: '非煤矿山',
    divisions: ['08', '09', '10'],
    words: (
      '非煤 非煤矿 金属矿 非金属矿 有色金属矿采选 黑色金属矿采选 采矿业 矿山 砂石矿 铁矿 铜矿 铅锌 金矿 萤石 石料 采石 石灰石矿 石灰石开采 矿业 选矿 选厂 铁选 ' +
      '尾矿 石墨矿 砂石 采砂 花岗岩 硅石 白云石 沸石 膨润土 矿产开发'
    ).split(' '),
  },
  {
    code: 'metallurgy',
    name: '冶金',
    divisions: ['31', '32'],
    words: '黑色冶炼 有色冶炼 钢铁 炼铁 炼钢 铁合金 硅铁 硅锰 冶炼 铸造 有色金属 电解 锌业 铜业'.split(' '),
  },
  {
    code: 'building-materials',
    name: '建材',
    divisions: ['30'],
    words:
      '建筑材料 非金属矿物制品 水泥 商砼 商混 混凝土 砖厂 砖瓦 砖业 页岩砖 石材 石膏 石灰 玻璃 陶瓷 耐火 岩棉 保温材料 加气块 管桩 碳素'.split(
        ' ',
      ),
  },
];

/** The key industry that a text speaks of. */
export interface IndustryReading {
  readonly raw: string;
  /** The first one named; null where none is. */
  readonly code: string | null;
  /** All that are named, in their order: more than one asks for a look. */
  readonly named: readonly string[];
}

/** Reads 所属行业: the name itself, a GB/T 4754 code, or words; of several words in one text the longest decides (非煤矿山 contains 煤矿). */
export function industryOf(raw: string, table: readonly KeyIndustry[] = KEY_INDUSTRIES): IndustryReading {
  const parts = squeeze(raw)
    .split(/[、,;/和及]/)
    .filter((part) => part !== '');
  const named = [...new Set(parts.flatMap((part) => onePart(part, table) ?? []))];
  return { raw, code: named[0] ?? null, named };
}

function onePart(part: string, table: readonly KeyIndustry[]): string | null {
  const exact = table.find(({ name }) => name === part) ?? table.find((industry) => wordsOf(industry).includes(part));
  if (exact) return exact.code;
  const division = /^[A-Z]?(\d{2})\d{0,2}(?!\d)/i.exec(part)?.[1];
  const coded = table.find((industry) => division !== undefined && industry.divisions?.includes(division));
  return coded ? coded.code : longestWord(part, table);
}

function longestWord(part: string, table: readonly KeyIndustry[]): string | null {
  const hits = table.flatMap((industry) =>
    wordsOf(industry)
      .filter((word) => word.length > 1 && part.includes(word))
      .map((word) => ({ code: industry.code, length: word.length })),
  );
  return hits.sort((a, b) => b.length - a.length)[0]?.code ?? null;
}

const wordsOf = ({ name, words }: KeyIndustry): string[] => [name, ...words].map(squeeze);
