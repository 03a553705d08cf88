import { squeeze } from '../../kernel/index.js';
import { endsAsOrganisation, isFormNote } from './organisation-forms.js';

export interface RemarkedName {
  /** The name alone, in the spelling of its source. */
  readonly name: string;
  /** What stood behind it about the enterprise's state: 停产, 留守3人. */
  readonly notes: readonly string[];
  /** Former or later names that stood behind it. */
  readonly aliases: readonly string[];
}

const SERIAL = /^\s*(?:[(（]\s*\d{1,4}\s*[)）]|[①-⑳]|\d{1,4}\s*[、.．,，:：]|\d{1,4}\s+(?=[\u3400-\u9fff]))\s*/;
const OPENING = '(（【[〔';
const CLOSING = ')）】]〕';
const STATUS_WORDS =
  '长期停产|季节性停产|季节性生产|间歇性生产|冬季停产|半停产|停产|停业|停工|停建|歇业|关闭|关停|吊销未注销|注销|吊销|破产|解散|清算|外迁|搬迁|迁出|在建|未投产|筹建|基建|试生产|未生产|失联|空壳|转产|整合|正常|在产|生产中|留守|技改|检修|整改|整顿|复产|外埠参保|集团统一参保|劳务派遣|非涉尘';
const STATUS = new RegExp(`^(?:\\d{2,4}年)?(?:\\d{1,2}月)?(?:现|已|均|拟|正在|目前|暂时)?(?:${STATUS_WORDS})`);
const BARE_STATUS = new RegExp(`(?<=公司|厂|场|矿|站|社)[\\s\\-—－]*((?:已)?(?:${STATUS_WORDS}))\\s*$`);

/** Other notes in brackets: a sentence about the enterprise, without a word that a branch, a place or a number would have. */
const OTHER_NOTE = /^(?:[已拟未现待正暂无].{1,11}|.{2,8}中|.{4,12})$/;
const SPEAKS_OF_A_PART =
  /[厂矿井区部店站队场所院社室线期号库坊园校村镇乡街路旗县市省东西南北新老一二三四五六七八九十集团公司车间坑口窑中心基地\dA-Z-]/;

const HAN_NAME = '[\\u3400-\\u9fff()（）·A-Za-z0-9]';
const CHANGED = '(?:更名|变更|改名|改制|重组)';
const STATED_FORMER = new RegExp(
  `(?:曾用名称?|原名称?|原(?:企业|单位|公司|厂)名称?|旧名称?|前身|原为|原系|原叫|又名|别名)(?:[为是叫系]{1,2})?[:：]?[“"《]?(${HAN_NAME}{3,60}(?:、${HAN_NAME}{4,60})*)`,
  'g',
);
const STATED_LATER = new RegExp(
  `(?:(?:名称)?${CHANGED}(?:名称)?[为成]|现名称?[为是]?|新名称?[为是]?)[:：]?[“"《]?(${HAN_NAME}{3,60}(?:、${HAN_NAME}{4,60})*)`,
  'g',
);
const CHANGED_FROM = new RegExp(`[由从](${HAN_NAME}{3,60}?)${CHANGED}`, 'g');
const SUBJECT_CHANGED = new RegExp(`^(${HAN_NAME}{4,60}?)(?:已|现|于.*)?${CHANGED}[为成]`);
const BARE_FORMER = new RegExp(`^原(?!名|为|系|叫|企业名|单位名|公司名|厂名|法人|址|地)(${HAN_NAME}{4,60})`);
const NAME_ENDS_BEFORE = /(?:已|现|后|于)?(?:更名|变更|改名|改制|重组)|(?:现|新)名|曾用名|原名|[(（](?:更名|变更|停产|注销|\d)/;
const UNKNOWN = /不详|不明|未知|无法/;

/** Takes leading serials, trailing notes on status and bracketed former names off a name as it was typed. */
export function splitRemarkedName(name: string): RemarkedName {
  const notes: string[] = [];
  const aliases: string[] = [];
  let rest = name.trim();
  const withoutSerial = rest.replace(SERIAL, '');
  if (withoutSerial.length > 1) rest = withoutSerial;
  for (let taken = takeTrailing(rest); taken !== null; taken = takeTrailing(rest)) {
    rest = taken.rest;
    notes.unshift(...taken.notes);
    aliases.unshift(...taken.aliases);
  }
  return { name: rest, notes, aliases };
}

/** The other names that a remark states: 原名…, 曾用名…, 原…厂, 更名为…, 由…变更为…. Texts without any give an empty list. */
export function formerNamesIn(remark: string): string[] {
  const text = squeeze(remark);
  const names: string[] = [];
  for (const clause of text.split(/[，,。；;！!]/)) names.push(...namesInClause(clause));
  return [...new Set(names)];
}

function namesInClause(clause: string): string[] {
  const stated = [...clause.matchAll(STATED_FORMER), ...clause.matchAll(STATED_LATER)].map((match) => match[1] ?? '');
  const changed = [...clause.matchAll(CHANGED_FROM)].map((match) => match[1] ?? '');
  const bare = [BARE_FORMER.exec(clause)?.[1] ?? ''];
  if (changed.length === 0 && stated.length > 0) bare.push(SUBJECT_CHANGED.exec(clause)?.[1] ?? '');
  return [
    ...stated
      .flatMap((names) => names.split('、'))
      .map(cutName)
      .filter((name) => isName(name, 4)),
    ...[...changed, ...bare].map(cutName).filter((name) => isName(name, 4) && endsAsOrganisation(name)),
  ];
}

function cutName(name: string): string {
  const end = NAME_ENDS_BEFORE.exec(name)?.index ?? name.length;
  const cut = name.slice(0, end).replace(/^[为是叫:：]+/, '');
  const opened = (cut.match(/[(（]/g) ?? []).length;
  const closed = (cut.match(/[)）]/g) ?? []).length;
  return closed > opened ? cut.replace(/[)）]$/, '') : cut;
}

function isName(name: string, leastLength: number): boolean {
  return name.length >= leastLength && !UNKNOWN.test(name) && !/^(?:原名|曾用名|更名|变更)/.test(name);
}

interface Taken {
  readonly rest: string;
  readonly notes: readonly string[];
  readonly aliases: readonly string[];
}

function takeTrailing(name: string): Taken | null {
  const bracket = trailingBracket(name);
  if (bracket && bracket.before.length > 1) return takeBracket(bracket.before, squeeze(bracket.content));
  const bare = BARE_STATUS.exec(name);
  if (bare && bare.index > 3) return { rest: name.slice(0, bare.index), notes: [squeeze(bare[1] ?? '')], aliases: [] };
  return null;
}

/** What stands in brackets at the end, and what before; a former name in it may have brackets of its own. */
function trailingBracket(name: string): { before: string; content: string } | null {
  const text = name.trimEnd();
  if (!CLOSING.includes(text.charAt(text.length - 1)) || text === '') return null;
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i -= 1) {
    if (CLOSING.includes(text.charAt(i))) depth += 1;
    else if (OPENING.includes(text.charAt(i))) depth -= 1;
    if (depth === 0) return { before: text.slice(0, i).trimEnd(), content: text.slice(i + 1, -1) };
  }
  return null;
}

function takeBracket(rest: string, content: string): Taken | null {
  if (content === '' || STATUS.test(content)) return { rest, notes: content === '' ? [] : [content], aliases: [] };
  const aliases = formerNamesIn(content);
  if (aliases.length > 0) return { rest, notes: [], aliases };
  return isOtherNote(content) ? { rest, notes: [content], aliases: [] } : null;
}

function isOtherNote(content: string): boolean {
  return OTHER_NOTE.test(content) && !SPEAKS_OF_A_PART.test(content.replace(/中$/, '')) && !isFormNote(content);
}
