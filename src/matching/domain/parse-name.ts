import { splitRemarkedName } from './remarked-name.js';
import { foldName, fullKey } from './normalise.js';
import { isFormNote, splitForm } from './organisation-forms.js';
import { isOnlyTrade, splitTrade, type TradeSplit } from './trade-words.js';
import type { RegionGazetteer } from './regions-in-names.js';

/** branch: 分公司, 分厂; project: 项目部; account: the -1 of a second insurance account; other: anything else behind the name. */
export type TailKind = 'branch' | 'project' | 'account' | 'other';

export interface Tail {
  readonly kind: TailKind;
  /** Equal for equal tails: kind, ordinal, region, remaining words. */
  readonly key: string;
  readonly text: string;
}

/** A name in its parts. `full` keeps everything; the other fields are the evidence that scoring compares. */
export interface ParsedName {
  readonly full: string;
  /** Deepest regions that the name states, as codes; empty for none, several only where they contradict each other. */
  readonly regions: readonly string[];
  /** 字号 and trade words. */
  readonly body: string;
  readonly trade: TradeSplit;
  readonly form: string | null;
  readonly tail: Tail | null;
  /** Names are rivals where they share it: body, form and tail. */
  readonly group: string;
}

/** Names are rivals where they share it: 字号, trade words, form and tail. */
function groupOf(body: string, form: string | null, tail: Tail | null): string {
  return `${body}|${form ?? ''}|${tail?.key ?? ''}`;
}

/** The group in a division, perhaps with another form: who shares it there may be meant by a name without region or form. */
export function placeKey({ body, form, tail }: Pick<ParsedName, 'body' | 'form' | 'tail'>, divisionCode: string): string {
  return `${groupOf(body, form, tail)}@${divisionCode}`;
}

const ACCOUNT = /-(\d{1,2})$/;
const BRACKET = /\(([^()]*)\)/;
const TRAILING_BRACKET = /\(([^()]*)\)$/;
const COMPANY_TAIL = /^(.{2,}?(?:公司|合作社))([^()]+)$/;
const BRANCH_WORD = '分公司|支公司|子公司|分厂|分店|分矿|分场|分部|分院|分校|办事处';
/** Departments that stand behind a 厂, 矿 or 场. */
const DEPARTMENT = '车间|车队|运输队|工区|采区|选矿厂|选厂|洗煤厂|石料厂';
const PROJECT_WORD = '项目经理部|项目管理部|项目部|项目|工程部|标段';
const PLAIN_TAIL = new RegExp(
  `^(.{2,}(?:公司|集团|厂|场|矿|站|社|部|店|院|队))(.{0,10}?(?:${BRANCH_WORD}|${PROJECT_WORD}))$|^(.{3,}(?:厂|矿|场))(.{0,4}?(?:${DEPARTMENT}))$|^(.{3,}?)(\\d{1,2}(?:号(?:井|斜井|竖井|矿|厂|窑|车间|生产线)|${BRANCH_WORD}|${PROJECT_WORD}))$|^(.{3,}?)((?:${BRANCH_WORD}))$`,
);
const HAS_PROJECT = new RegExp(PROJECT_WORD);
const HAS_BRANCH = new RegExp(BRANCH_WORD);
/** Distinct names kept, about 1 kB each. */
const CACHE_LIMIT = 250_000;

/** Parses names against one tree of regions; each distinct name once. */
export class NameParser {
  private readonly parsed = new Map<string, ParsedName>();

  constructor(private readonly gazetteer: RegionGazetteer) {}

  parse(name: string): ParsedName {
    const known = this.parsed.get(name);
    if (known) return known;
    if (this.parsed.size >= CACHE_LIMIT) this.parsed.clear();
    const parsed = this.parseAfresh(name);
    this.parsed.set(name, parsed);
    return parsed;
  }

  private parseAfresh(name: string): ParsedName {
    const folded = foldName(splitRemarkedName(name).name);
    const { head, tail } = this.splitTail(folded);
    const { text, codes } = this.takeBracketedRegions(head);
    const { stem, form } = splitForm(text);
    const peeled = this.gazetteer.peel(stem, (rest) => !isOnlyTrade(rest, form));
    const trade = splitTrade(peeled.rest, form);
    const regions = this.gazetteer.deepest([...peeled.regions.map((region) => region.code), ...codes]);
    const group = groupOf(peeled.rest, form, tail);
    return { full: fullKey(folded), regions, body: peeled.rest, trade, form, tail, group };
  }

  private splitTail(name: string): { head: string; tail: Tail | null } {
    const account = ACCOUNT.exec(name);
    if (account && account.index > 2) return { head: name.slice(0, account.index), tail: accountTail(account[1] ?? '') };
    const bracket = TRAILING_BRACKET.exec(name);
    if (bracket && bracket.index > 2) return this.splitBracketTail(name.slice(0, bracket.index), bracket[1] ?? '');
    const company = COMPANY_TAIL.exec(name);
    if (company) return { head: company[1] ?? '', tail: this.readTail(company[2] ?? '') };
    const plain = PLAIN_TAIL.exec(name);
    const head = plain?.[1] ?? plain?.[3] ?? plain?.[5] ?? plain?.[7];
    const text = plain?.[2] ?? plain?.[4] ?? plain?.[6] ?? plain?.[8];
    return head !== undefined && text !== undefined ? { head, tail: this.readTail(text) } : { head: name, tail: null };
  }

  private splitBracketTail(head: string, content: string): { head: string; tail: Tail | null } {
    if (isFormNote(content)) return this.splitTail(head);
    if (this.gazetteer.exactly(content) !== null) return { head: `${head}(${content})`, tail: null };
    if (/^\d{1,2}$/.test(content)) return { head, tail: accountTail(content) };
    return { head, tail: this.readTail(content) };
  }

  private readTail(text: string): Tail {
    const plain = text.replace(/[()-]/g, '');
    const kind: TailKind = HAS_PROJECT.test(plain) ? 'project' : 'branch';
    const { regions, rest } = this.gazetteer.peel(plain, () => true);
    const isBranch =
      kind === 'project' || HAS_BRANCH.test(plain) || splitForm(rest).form !== null || /(?:车间|工区|矿区|采区|厂区)$/.test(rest);
    return {
      kind: isBranch ? kind : 'other',
      key: `${kind}:${regions.at(-1)?.code ?? ''}:${rest}`,
      text: plain.replace(/^\d+(?=分|项)/, '第$&'),
    };
  }

  /** A region in brackets counts as if it stood in front; other bracketed words stay where they are, without the brackets. */
  private takeBracketedRegions(name: string): { text: string; codes: string[] } {
    const codes: string[] = [];
    let text = name;
    for (let bracket = BRACKET.exec(text); bracket !== null; bracket = BRACKET.exec(text)) {
      const content = bracket[1] ?? '';
      const region = this.gazetteer.exactly(content);
      if (region !== null) codes.push(region.code);
      const kept = region === null && !isFormNote(content) ? content : '';
      text = text.slice(0, bracket.index) + kept + text.slice(bracket.index + bracket[0].length);
    }
    return { text: text.replace(/[()-]/g, ''), codes };
  }
}

function accountTail(number: string): Tail {
  return { kind: 'account', key: `account:${Number(number)}`, text: `-${Number(number)}` };
}
