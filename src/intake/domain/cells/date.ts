import {
  addDays,
  asLocalDate,
  asMonth,
  foldText,
  lastDayOf,
  localDate,
  squeeze,
  yearOf,
  type LocalDate,
  type Month,
} from '../../../kernel/index.js';
import { cellText, failure, isBlankText, says, saysNothing, warning, type CellIssue, type CellReading } from './cell-reading.js';
import { chineseDigits, chineseNumber, CHINESE_NUMBER } from './chinese-number.js';
import type { CellValue } from '../workbook.js';

export type DatePrecision = 'day' | 'month' | 'year';

/** A date as far as it is known. Compare as the interval `date`..`latest` unless the precision is a day. */
export interface DateValue {
  /** The day, or the first day of the month or year that is known; null where nothing is. */
  readonly date: LocalDate | null;
  /** The last day it can be; equal to `date` at day precision. */
  readonly latest: LocalDate | null;
  readonly precision: DatePrecision | null;
  /** As typed: also "/", "无", "待认定". */
  readonly raw: string;
  /** The cell says that the step is still to come (待认定, 办理中). */
  readonly pending: boolean;
}

const EPOCH = asLocalDate('1899-12-30');
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;
/** Two-digit years up to this one are 20xx. */
const PIVOT = 30;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

const UNREADABLE = failure('date-unreadable', '日期无法识别，请写成 2020-03-22 的样子；只知道年月的写成 2020-03。');
const IMPOSSIBLE = failure('date-impossible', '日期不存在，请核对年、月、日。');
const SEVERAL = failure('date-several', '单元格里有不止一个日期，请只填写一个，其余写在备注。');

const PENDING = /^(待.{0,6}|(正在|尚未|未).{0,6}|.{0,6}(认定|鉴定|办理|申请|受理|诊断)中|已受理|已申请)$/;
const APPROXIMATE = /^(?:约|大约|大概)|(?:左右|前后)$/g;
const TIME = /[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;

/** A date in any of the shapes that people type. Blank and pending cells are values without a date; what cannot be read is an error. */
export function readDate(cell: CellValue): CellReading<DateValue> {
  if (cell === null) return BLANK;
  const raw = foldText(cellText(cell));
  if (ISO_DAY.test(raw)) return readIsoDay(raw);
  if (isBlankText(raw) || raw === '0') return says({ ...NOTHING, raw });
  if (PENDING.test(squeeze(raw))) return says({ ...NOTHING, raw, pending: true });
  if (/^(详?见备注|见附件)$/.test(squeeze(raw)))
    return says({ ...NOTHING, raw }, warning('date-elsewhere', '日期写在别处，本栏按未填写处理，请填写日期。'));
  const { text, issues } = strip(raw);
  return asTyped(readStripped(text, typeof cell === 'number'), raw, ...issues);
}

/** The ordinary case, without a detour. */
function readIsoDay(raw: string): CellReading<DateValue> {
  const day = localDate(Number(raw.slice(0, 4)), Number(raw.slice(5, 7)), Number(raw.slice(8)));
  if (!day.ok) return saysNothing(IMPOSSIBLE);
  const year = yearOf(day.value);
  if (year < FIRST_YEAR || year > LAST_YEAR) return saysNothing(UNREADABLE);
  return says({ date: day.value, latest: day.value, precision: 'day', raw, pending: false });
}

function asTyped(read: CellReading<Known>, raw: string, ...issues: CellIssue[]): CellReading<DateValue> {
  return read.value === null ? saysNothing(...read.issues) : says({ ...read.value, raw, pending: false }, ...issues, ...read.issues);
}

/** A month: 202012, 2020-12, "2020年12月", or the month of a date. What cannot be read is nothing, with a warning. */
export function readMonth(cell: CellValue): CellReading<Month> {
  if (cell === null) return saysNothing();
  const { value } = readDate(cell);
  if (value?.date && value.precision !== 'year') return says(asMonth(value.date.slice(0, 7)));
  if (value && isBlankText(value.raw)) return saysNothing();
  return saysNothing(warning('month-unreadable', '年月无法识别，请写成 2022-12 的样子。'));
}

type Known = Pick<DateValue, 'date' | 'latest' | 'precision'>;

const NOTHING = { date: null, latest: null, precision: null, pending: false } as const;
const BLANK: CellReading<DateValue> = says({ ...NOTHING, raw: '' });

/** Takes off what does not belong to the date: a time of day, a note in brackets, 约 and 左右. */
function strip(raw: string): { text: string; issues: CellIssue[] } {
  const issues: CellIssue[] = [];
  const day = squeeze(raw.replace(TIME, ''));
  const bare = day.replace(/^'/, '').replace(/\(.*\)$/, '');
  if (bare !== day && day.endsWith(')')) issues.push(warning('date-note', '日期后附有说明，请把说明移到备注。'));
  const text = bare.replace(APPROXIMATE, '');
  if (text !== bare) issues.push(warning('date-approximate', '日期是约数，请核对后填写确切日期。'));
  return { text: arabic(text), issues };
}

const SPELT_DATE = new RegExp(`^(${CHINESE_NUMBER}{4})年(?:(${CHINESE_NUMBER}{1,3})月(?:(${CHINESE_NUMBER}{1,3})[日号])?)?$`);

/** 二〇二〇年三月二十二日 in digits; other texts as they are. */
function arabic(text: string): string {
  const match = SPELT_DATE.exec(text);
  if (!match) return text;
  const [, year, month, day] = match;
  return [chineseDigits(year ?? ''), month, day]
    .flatMap((part, i) => (part === undefined ? [] : [i === 0 ? part : (chineseNumber(part) ?? 0)]))
    .join('-');
}

function readStripped(text: string, isNumber: boolean): CellReading<Known> {
  if (/^\d+(\.0+)?$/.test(text) || /^\d{5}\.\d+$/.test(text)) return fromDigits(String(Math.floor(Number(text))));
  const ymd = /^(\d{4})[年.\-/,、](\d{1,2})(?:[月.\-/,、](?:(\d{1,2})[日号.]?)?)?$/.exec(text);
  if (ymd) {
    const ambiguous = isNumber && ymd[2] === '1' && ymd[3] === undefined;
    return fromParts(
      ymd[1],
      ymd[2],
      ymd[3],
      ...(ambiguous ? [warning('date-ambiguous', '日期可能是 1 月，也可能是 10 月，按 1 月处理，请核对。')] : []),
    );
  }
  const year = /^(\d{4})年(上半年|下半年)?$/.exec(text);
  if (year) return fromYear(Number(year[1]), year[2]);
  return fromRareShapes(text);
}

function fromDigits(digits: string): CellReading<Known> {
  if (digits.length === 8) return fromParts(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6));
  if (digits.length === 6) return fromParts(digits.slice(0, 4), digits.slice(4), undefined);
  if (digits.length === 5) return onDay(addDays(EPOCH, Number(digits)));
  return digits.length === 4 ? fromYear(Number(digits), undefined) : saysNothing(UNREADABLE);
}

function fromRareShapes(text: string): CellReading<Known> {
  const short = /^(\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})[日号]?$/.exec(text);
  if (short) {
    return fromParts(fullYear(short[1]), short[2], short[3], warning('date-short-year', '年份只写了两位，请核对并写成四位。'));
  }
  const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (american) return fromMonthFirst(american[1], american[2], american[3]);
  const english = /^(\d{1,2})-([a-z]{3})-(\d{2}|\d{4})$/i.exec(text);
  const month = ENGLISH_MONTHS.indexOf((english?.[2] ?? '').toLowerCase()) + 1;
  if (english && month > 0) return fromParts(fullYear(english[3]), String(month), english[1]);
  return saysNothing(/\d{4}.*[-~–—至到].*\d{4}/.test(text) ? SEVERAL : UNREADABLE);
}

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const fullYear = (year: string | undefined): string =>
  year?.length === 2 ? `${Number(year) <= PIVOT ? '20' : '19'}${year}` : (year ?? '');

/** 3/22/2020: the month first as Excel shows it in an American setting, unless only the other order gives a day. */
function fromMonthFirst(first = '', second = '', year = ''): CellReading<Known> {
  if (Number(first) > 12) return fromParts(year, second, first);
  const doubtful = Number(second) <= 12 && Number(first) !== Number(second);
  return fromParts(
    year,
    first,
    second,
    ...(doubtful ? [warning('date-ambiguous', '日期的月和日顺序不明，按“月/日/年”处理，请核对。')] : []),
  );
}

function fromParts(year = '', month = '', day: string | undefined, ...issues: CellIssue[]): CellReading<Known> {
  const first = localDate(Number(year), Number(month), Number(day ?? 1));
  if (!first.ok) return saysNothing(IMPOSSIBLE);
  if (day !== undefined) return onDay(first.value, ...issues);
  return within(first.value, lastDayOf(asMonth(first.value.slice(0, 7))), 'month', ...issues);
}

function fromYear(year: number, half: string | undefined): CellReading<Known> {
  if (year < FIRST_YEAR || year > LAST_YEAR) return saysNothing(UNREADABLE);
  const [from, to] = [half === '下半年' ? '07-01' : '01-01', half === '上半年' ? '06-30' : '12-31'];
  const vague = warning('date-year-only', '日期只精确到年，请补填月和日。');
  return within(asLocalDate(`${year}-${from}`), asLocalDate(`${year}-${to}`), 'year', vague);
}

const onDay = (date: LocalDate, ...issues: CellIssue[]): CellReading<Known> => within(date, date, 'day', ...issues);

function within(date: LocalDate, latest: LocalDate, precision: DatePrecision, ...issues: CellIssue[]): CellReading<Known> {
  if (yearOf(date) < FIRST_YEAR || yearOf(date) > LAST_YEAR) return saysNothing(UNREADABLE);
  return says({ date, latest, precision }, ...issues);
}
