import type { Comparison } from './compare.js';
import { isExact, relationOf, type Ground, type Link } from './decide.js';
import type { Evidence } from './model.js';
import { describeDifference } from './name-difference.js';
import type { RegionGazetteer } from './regions-in-names.js';
import { particularsDoubt, particularsEvidence } from './explain-particulars.js';
import { isBranchPair } from './score.js';

/** How many others bear the name in question. */
export interface RivalCount {
  readonly enterprises: number;
  readonly units: number;
}

const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  code: '统一社会信用代码相同，名称相近，自动关联。',
  fullName: '名称一致且没有重名，自动关联。',
  formerName: '参保单位名称与原名一致且没有重名，自动关联。',
  sameRegion: '字号、行业、组织形式和所在地区一致，没有重名，自动关联。',
  sameCounty: '字号、行业和组织形式一致，同一旗县区，仅地区写法详略不同，没有重名，自动关联。',
  shortName: '一方是简称，字号和行业一致，同一旗县区，没有重名，自动关联。',
  phone: '名称只有一处笔误，联系电话相同且没有别家使用，同一旗县区，自动关联。',
};

/** One sentence that says why the pair was linked. */
export function automaticReason(ground: Ground): string {
  return GROUND_WORDS[ground];
}

/** One sentence that says why the pair is proposed, and what a reviewer has to look at. */
export function reviewReason({ comparison }: Link, rivals: RivalCount): string {
  const doubts = doubtsOf(comparison, rivals);
  const doubt = doubts.length > 0 ? `，但${doubts.join('，')}` : '';
  return `${likeness(comparison)}${doubt}，请核对。`;
}

/** One sentence for the closest unit that is not proposed. */
export function nearMissReason({ comparison }: Link): string {
  const doubts = doubtsOf(comparison, { enterprises: 0, units: 0 });
  return `最接近的参保单位：${likeness(comparison)}${doubts.length > 0 ? `，但${doubts.join('，')}` : ''}，不足以作为候选。`;
}

/** Field by field, in the order in which a reviewer reads. */
export function evidenceOf({ comparison, enterprise, unit }: Link, rivals: RivalCount, gazetteer: RegionGazetteer): Evidence[] {
  const evidence = [
    codeEvidence(comparison, enterprise.code, unit.code),
    nameEvidence(comparison),
    regionEvidence(comparison, gazetteer),
    tradeEvidence(comparison),
    formEvidence(comparison),
    countyEvidence(comparison, enterprise.source.countyCode, unit.source.countyCode, gazetteer),
  ];
  const branch = branchEvidence(comparison);
  if (branch) evidence.push(branch);
  if (comparison.enterpriseName.isAlias || comparison.unitName.isAlias) evidence.push(aliasEvidence(comparison));
  evidence.push(...particularsEvidence(comparison.particulars, enterprise.particulars.people, unit.particulars.people));
  if (rivals.enterprises + rivals.units > 0) evidence.push({ field: 'rivals', verdict: 'differs', words: rivalWords(rivals) });
  return evidence;
}

function likeness(comparison: Comparison): string {
  if (comparison.code === 'equal') return '统一社会信用代码相同';
  const relation = relationOf(comparison);
  if (isExact(comparison)) {
    if (relation === 'branch')
      return isHeadOfficeElsewhere(comparison) ? '参保单位像是登记企业的总公司，在外参保' : '名称像是总公司与分支机构';
    if (relation === 'project') return '名称像是该企业的项目部';
    const likeness = comparison.name === 'identical' ? '名称一致' : '字号和行业一致';
    return relation === 'predecessor' ? `按原名比对，${likeness}` : likeness;
  }
  if (comparison.name === 'kindred') return '字号一致，行业相近';
  if (comparison.name === 'contained') return '一方名称前面多出文字，其余一致';
  if (comparison.name === 'opening') return '字号开头一致，其余文字不同';
  if (comparison.name === 'far') return comparison.particulars.phone === 'agrees' ? '联系电话相同' : '名称部分相似';
  return `名称${describeDifference(comparison.difference)}`;
}

/** The registry lists the part that works here; who insures its people has to be asked. */
function isHeadOfficeElsewhere({ tail, county }: Comparison): boolean {
  return tail === 'enterpriseTail' && county !== 'same';
}

function doubtsOf(comparison: Comparison, rivals: RivalCount): string[] {
  const doubts: string[] = [];
  if (comparison.code === 'equal' && comparison.name === 'far') doubts.push('名称相差较大');
  if (comparison.code === 'conflict' && !isBranchPair(comparison)) doubts.push('统一社会信用代码不同');
  if (comparison.region === 'replaced') doubts.push('名称中的地区不同');
  if (comparison.form === 'differs') doubts.push('组织形式不同');
  if (comparison.form === 'missing') doubts.push('一方没有写组织形式');
  if (comparison.tail !== 'same') doubts.push(tailDoubt(comparison));
  if (comparison.county === 'other') doubts.push('参保区划不同');
  if (comparison.county === 'wider' && comparison.name !== 'identical') doubts.push('参保区划不在旗县区一级');
  if (!comparison.regionFitsCounty && comparison.region !== 'replaced') doubts.push('名称中的地区与所在旗县区不符');
  const doubt = particularsDoubt(comparison.particulars);
  if (doubt !== null) doubts.push(doubt);
  if (rivals.enterprises + rivals.units > 0) doubts.push(rivalWords(rivals));
  return doubts;
}

function tailDoubt({ tail, enterpriseName, unitName }: Comparison): string {
  if (tail === 'otherTail') return `分支不同（“${enterpriseName.parsed.tail?.text ?? ''}”与“${unitName.parsed.tail?.text ?? ''}”）`;
  const [side, parted] = tail === 'unitTail' ? ['参保单位', unitName.parsed.tail] : ['登记企业', enterpriseName.parsed.tail];
  return `${side}名称后有“${parted?.text ?? ''}”`;
}

function rivalWords({ enterprises, units }: RivalCount): string {
  const parts = [enterprises > 0 ? `另有${enterprises}家同名企业` : '', units > 0 ? `另有${units}个同名参保单位` : ''];
  return parts.filter((part) => part !== '').join('，');
}

function codeEvidence(comparison: Comparison, left: string | null, right: string | null): Evidence {
  if (comparison.code === 'equal') return { field: 'creditCode', verdict: 'agrees', words: `统一社会信用代码相同（${left ?? ''}）` };
  if (comparison.code === 'conflict') {
    const own = isBranchPair(comparison) ? '，分支机构有自己的代码' : '';
    return { field: 'creditCode', verdict: 'differs', words: `统一社会信用代码不同（登记${left ?? ''}，参保${right ?? ''}）${own}` };
  }
  const side = left === null && right === null ? '双方都' : left === null ? '登记名单' : '参保数据';
  return { field: 'creditCode', verdict: 'missing', words: `${side}没有可用的统一社会信用代码` };
}

function nameEvidence(comparison: Comparison): Evidence {
  const { brand } = comparison.enterpriseName.parsed.trade;
  const other = comparison.unitName.parsed.trade.brand;
  if (comparison.name === 'identical') return { field: 'name', verdict: 'agrees', words: '规范后的全称一致' };
  if (brand === other) return { field: 'name', verdict: 'agrees', words: `字号相同（${brand}）` };
  const difference = describeDifference(comparison.difference);
  return { field: 'name', verdict: 'differs', words: `字号不同（${brand}／${other}）${difference === '' ? '' : `，${difference}`}` };
}

function regionEvidence(comparison: Comparison, gazetteer: RegionGazetteer): Evidence {
  const nameAll = (codes: readonly string[]): string =>
    codes.length > 0 ? codes.map((code) => gazetteer.nameOf(code)).join('、') : '未写地区';
  const left = nameAll(comparison.enterpriseName.parsed.regions);
  const right = nameAll(comparison.unitName.parsed.regions);
  if (comparison.region === 'same') return { field: 'region', verdict: 'agrees', words: `名称中的地区相同（${left}）` };
  if (comparison.region === 'replaced') return { field: 'region', verdict: 'differs', words: `名称中的地区不同（${left}／${right}）` };
  const verdict = comparison.region === 'missing' ? 'missing' : 'agrees';
  return { field: 'region', verdict, words: `名称中的地区详略不同（${left}／${right}）` };
}

function tradeEvidence({ name, enterpriseName, unitName }: Comparison): Evidence {
  const left = enterpriseName.parsed.trade.trade;
  const right = unitName.parsed.trade.trade;
  if (left === right)
    return {
      field: 'tradeWords',
      verdict: left === '' ? 'missing' : 'agrees',
      words: left === '' ? '名称中没有行业用语' : `行业用语相同（${left}）`,
    };
  const nature = name === 'kindred' ? '相近' : '不同';
  return { field: 'tradeWords', verdict: 'differs', words: `行业用语${nature}（${left || '无'}／${right || '无'}）` };
}

function formEvidence({ form, enterpriseName, unitName }: Comparison): Evidence {
  const left = enterpriseName.parsed.form ?? '未写';
  const right = unitName.parsed.form ?? '未写';
  if (form === 'same') return { field: 'form', verdict: 'agrees', words: `组织形式相同（${left}）` };
  return { field: 'form', verdict: form, words: `组织形式${form === 'missing' ? '一方不完整' : '不同'}（${left}／${right}）` };
}

function countyEvidence({ county }: Comparison, registry: string, insured: string | null, gazetteer: RegionGazetteer): Evidence {
  const left = gazetteer.nameOf(registry);
  const right = insured === null ? '未知' : gazetteer.nameOf(insured);
  if (county === 'same') return { field: 'county', verdict: 'agrees', words: `登记与参保同在${left}` };
  return { field: 'county', verdict: county === 'wider' ? 'missing' : 'differs', words: `登记在${left}，参保区划为${right}` };
}

function branchEvidence(comparison: Comparison): Evidence | null {
  if (comparison.tail !== 'same') return { field: 'branch', verdict: 'differs', words: tailDoubt(comparison) };
  const tail = comparison.unitName.parsed.tail;
  return tail === null ? null : { field: 'branch', verdict: 'agrees', words: `分支相同（${tail.text}）` };
}

function aliasEvidence({ name, enterpriseName, unitName }: Comparison): Evidence {
  const alias = enterpriseName.isAlias ? enterpriseName.text : unitName.text;
  const verdict = name === 'identical' || name === 'body' ? 'agrees' : 'differs';
  return { field: 'alias', verdict, words: `按原名“${alias}”比对` };
}
