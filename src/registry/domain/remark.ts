import { squeeze } from '../../kernel/index.js';
import { CHINESE_NUMBER, chineseNumber } from '../../intake/domain/index.js';

/** Why a 备注 proposes an enterprise out of scope. A person confirms before it leaves the denominator. */
export type RemarkProposal = 'deregistered' | 'moved-away' | 'not-dust' | 'unreachable';

/** What the 备注 of a registry row says about the enterprise. */
export interface RemarkReading {
  readonly proposal: RemarkProposal | null;
  /** Production has stopped or not begun; then the people whom the remark states count, not the 职工人数 column. */
  readonly suspended: { readonly statedHeadcount: number | null } | null;
  /** Registered or insured elsewhere: counts as covered only with a proof (参保凭证). */
  readonly insuredElsewhere: boolean;
}

/** In the order of precedence where a remark says several things. */
const PROPOSALS: readonly (readonly [RemarkProposal, RegExp])[] = [
  ['deregistered', /注销|吊销|破产|解散|清算/g],
  ['moved-away', /外迁|搬迁至|已搬迁|迁出|搬至|迁至|不在本辖区|归属.{1,6}[旗县区]/g],
  ['not-dust', /不产生粉尘|无粉尘|非涉尘|不涉尘|转产/g],
  ['unreachable', /失联|查无此企业|查无此单位|空壳|无法联系|联系不上|电话空号|无人员(?!留守|看护|看守|值守)/g],
];
const SUSPENDED = /停产|停工|停建|停业|歇业|间歇性生产|未投产|在建|筹建|基建|试生产|未生产/g;
const RESUMED = /复产|复工|恢复生产|正常生产|已恢复|已投产/g;
const ELSEWHERE = /(?:外地|外埠|异地|注册地|总公司|集团|母公司|派遣公司)(?:统一)?(?:参保|投保|缴费)|劳务派遣|承包给/g;

const NEGATED = /(?:未|没有?|无|不|非|尚未|从未|并未)(?:曾|被|能|在)?$/;

/** Reads a 备注 by the vocabulary of DOMAIN.md; 正常, blanks and everything unknown mean nothing. */
export function readRemark(remark: string | null): RemarkReading {
  const text = squeeze(remark ?? '');
  return {
    proposal: PROPOSALS.find(([, words]) => affirms(text, words))?.[0] ?? null,
    suspended: affirms(text, SUSPENDED) && !affirms(text, RESUMED) ? { statedHeadcount: statedHeadcount(text) } : null,
    insuredElsewhere: affirms(text, ELSEWHERE),
  };
}

/** Whether one of the words occurs without a negation right before it (未注销, 无停产). */
function affirms(text: string, words: RegExp): boolean {
  return [...text.matchAll(words)].some((match) => !NEGATED.test(text.slice(0, match.index)));
}

const NUMBER = `(\\d{1,4}|${CHINESE_NUMBER}{1,3})`;
const STAYING = '留守|看护|看守|值守|值班|守护|看厂|护厂|护矿';
const PRESENT = '现有|仅有|只有|仅剩|只剩|剩余|实有|保留|在岗|仅|剩';
const STATED = [
  new RegExp(`(?:${STAYING})[^\\d，,。;；]{0,6}?${NUMBER}\\s*[人名个位]`),
  new RegExp(`(?<![约\\d])${NUMBER}[人名个位](?:员工|职工|人员|工人)?(?:在岗)?(?:${STAYING})`),
  new RegExp(`(?:${PRESENT})[^\\d，,。;；]{0,6}?${NUMBER}\\s*[人名个位]`),
];
const NOBODY = /无(?:职工|人员|员工|留守人员|人留守|人看护|人值守|人)/;

/** The people whom the remark of a stopped enterprise says are there: "停产，留守3人". What it had before (原有50人) does not count. */
function statedHeadcount(text: string): number | null {
  for (const pattern of STATED) {
    const digits = pattern.exec(text)?.[1];
    if (digits === undefined) continue;
    const count = /^\d+$/.test(digits) ? Number(digits) : chineseNumber(digits);
    if (count !== null) return count;
  }
  return NOBODY.test(text) ? 0 : null;
}
