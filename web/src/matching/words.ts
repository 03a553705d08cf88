import type { Schemas } from '@/platform/api';

export type Entry = Schemas['EntryView'];
export type Candidate = Schemas['CandidateView'];
export type Verdict = Schemas['DecideEntryBody']['verdict'];
export type EvidenceField = Schemas['FieldCountView']['field'];

export const FIELD_NAMES: Readonly<Record<EvidenceField, string>> = {
  creditCode: '信用代码',
  name: '字号',
  region: '名称中的地区',
  tradeWords: '行业用语',
  form: '组织形式',
  branch: '分支机构',
  county: '所在旗县区',
  alias: '曾用名',
  rivals: '同名单位',
  phone: '电话',
  contact: '联系人',
  address: '地址',
  people: '人数',
};

export const STATE_NAMES: Readonly<Record<Schemas['EntryHeadView']['state'], string>> = {
  open: '待审核',
  unsure: '拿不准',
  'decided-before': '以前决定过',
  decided: '已决定',
  automatic: '自动关联',
};

export const RELATION_NAMES: Readonly<Record<Candidate['relation'], string>> = {
  same: '同一单位',
  branch: '分支机构',
  project: '项目部',
  predecessor: '更名前的单位',
};

export const STATUS_NAMES: Readonly<Record<Candidate['status'], string>> = {
  auto: '已自动关联',
  review: '待定',
  confirmed: '已确认',
  rejected: '已排除',
};

export const VERDICT_DEEDS: Readonly<Record<Verdict, string>> = {
  same: '已确认为同一单位',
  different: '已排除一个候选',
  none: '已认定候选都不是',
  unsure: '已标为拿不准',
};

/** What keys do on the review pages. */
export const KEYS: readonly (readonly [key: string, does: string])[] = [
  ['Y', '是同一单位'],
  ['N', '不是（只排除所选候选）'],
  ['P', '候选都不是'],
  ['U', '拿不准，留给别人看'],
  ['1–9', '选第几个候选'],
  ['J / K', '下一家 / 上一家'],
  ['Z', '撤销刚才的决定'],
  ['?', '显示或收起本说明'],
];
