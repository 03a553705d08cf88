import { asLocalDate, squeeze, type LocalDate } from '../../kernel/index.js';

export type PneumoconiosisStage = '壹期' | '贰期' | '叁期';

/** An occupational disease by its name in the catalogue (职业病分类和目录, 国卫疾控发〔2013〕48号; 2024 edition unchanged for these), with other words for it. */
interface CatalogueDisease {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly pneumoconiosis: boolean;
  /** The day from which the catalogue lists it; null: since the edition of 2013 or before. */
  readonly listedSince: LocalDate | null;
}

const dust = (name: string, ...aliases: string[]): CatalogueDisease => ({ name, aliases, pneumoconiosis: true, listedSince: null });
const other = (name: string, ...aliases: string[]): CatalogueDisease => ({ name, aliases, pneumoconiosis: false, listedSince: null });
/** 国卫职健发〔2024〕39号, in force from 2025-08-01. */
const since2024 = (name: string, ...aliases: string[]): CatalogueDisease => ({
  ...other(name, ...aliases),
  listedSince: asLocalDate('2025-08-01'),
});

const CATALOGUE: readonly CatalogueDisease[] = [
  dust('矽肺', '硅肺', '硅沉着病', '矽肺病', '石英肺', '夕肺'),
  dust('煤工尘肺', '煤肺', '煤尘肺', '煤矽肺', '煤工尘肺病'),
  dust('石墨尘肺'),
  dust('碳黑尘肺', '炭黑尘肺'),
  dust('石棉肺', '石棉尘肺'),
  dust('滑石尘肺'),
  dust('水泥尘肺', '水泥肺'),
  dust('云母尘肺'),
  dust('陶工尘肺'),
  dust('铝尘肺'),
  dust('电焊工尘肺', '电焊尘肺', '焊工尘肺'),
  dust('铸工尘肺', '铸造工尘肺', '铸工肺'),
  dust('其他尘肺病'),
  dust('尘肺病（未分型）', '尘肺', '尘肺病', '职业性尘肺病', '职业尘肺'),
  other('过敏性肺炎'),
  other('棉尘病'),
  other('哮喘', '职业性哮喘'),
  other('金属及其化合物粉尘肺沉着病', '金属粉尘肺沉着病'),
  other('刺激性化学物所致慢性阻塞性肺疾病', '慢性阻塞性肺疾病'),
  other('硬金属肺病'),
  other('布鲁氏菌病', '布病', '布氏杆菌病', '布鲁氏杆菌病', '布鲁杆菌病', '布氏菌病', '布鲁菌病'),
  other('森林脑炎', '蜱传脑炎'),
  other('职业性噪声聋', '噪声聋', '噪音聋', '职业性耳聋', '听力损伤'),
  other('职业中毒（未细分）', '职业中毒', '化学中毒', '中毒'),
  other('铅及其化合物中毒', '铅中毒'),
  other('苯中毒', '慢性苯中毒'),
  other('一氧化碳中毒', 'CO中毒', '煤气中毒'),
  other('手臂振动病', '振动病', '白指病'),
  since2024('腕管综合征'),
  since2024('创伤后应激障碍'),
];

/** What a 职业病诊断病种 cell says. */
export interface DiseaseReading {
  readonly raw: string;
  /** The catalogue's name; null where it is not in the list. */
  readonly name: string | null;
  readonly stage: PneumoconiosisStage | null;
  readonly pneumoconiosis: boolean;
  /** The day from which the catalogue lists it; null: long since, or never. */
  readonly listedSince: LocalDate | null;
}

const STAGE = /(I{1,3}|[123一二三壹贰叁])\+?期/i;
const STAGES: Readonly<Record<string, PneumoconiosisStage>> = {
  I: '壹期',
  1: '壹期',
  一: '壹期',
  壹: '壹期',
  II: '贰期',
  2: '贰期',
  二: '贰期',
  贰: '贰期',
  III: '叁期',
  3: '叁期',
  三: '叁期',
  叁: '叁期',
};

/** Reads a disease with its stage (GBZ 70-2015): 矽肺贰期, 煤工尘肺Ⅱ期, 布病. */
export function readDisease(raw: string): DiseaseReading {
  const text = squeeze(raw);
  const match = STAGE.exec(text);
  const bare = text.replace(STAGE, '').replace(/\(\)|[,、;]$/g, '');
  const found = named(bare);
  return {
    raw,
    name: found?.name ?? null,
    stage: match ? (STAGES[(match[1] ?? '').toUpperCase()] ?? null) : null,
    pneumoconiosis: found?.pneumoconiosis ?? false,
    listedSince: found?.listedSince ?? null,
  };
}

/** The disease of exactly this name, else the one with the longest name or alias in the text. */
function named(text: string): CatalogueDisease | undefined {
  const wordsOf = ({ name, aliases }: CatalogueDisease): string[] => [name, ...aliases].map(squeeze);
  const exact = CATALOGUE.find((disease) => wordsOf(disease).includes(text));
  if (exact) return exact;
  const hits = CATALOGUE.flatMap((disease) =>
    wordsOf(disease)
      .filter((word) => text.includes(word))
      .map((word) => ({ disease, length: word.length })),
  );
  return hits.sort((a, b) => b.length - a.length)[0]?.disease;
}
