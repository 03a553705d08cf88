import { isLargeMove, isLargeShare, type Alarm } from '../../intake/domain/index.js';
import { monthsBetween, type Month } from '../../kernel/index.js';
import { WORK_INJURY_INSURANCE, type EnrolmentRecord } from './enrolment-record.js';

/**
 * Extracts list every unit, suspended and terminated ones too, so that hardly any disappears: between two Decembers of the sample city 3 and 7 of
 * 3,280. More than a twentieth is a file that was cut off or filtered.
 */
const MISSING_PERCENT = 5;
/** Units pay in arrears or ahead: one month beside the extract's own is every-day. */
const MONTHS_BESIDE = 1;
/** Of an extract's people, as far as begun after its month: typing errors stay far below. */
const LATER_PERCENT = 1;

export interface ListedUnit extends EnrolmentRecord {
  readonly unitNo: string;
}

/** What an extract by unit says, and how that compares with what is in force as of its month. */
export interface UnitExtractComparison {
  readonly records: readonly ListedUnit[];
  /** The newest records of the same units' counties up to the month. */
  readonly known: readonly ListedUnit[];
  readonly added: readonly ListedUnit[];
  /** Active ones that are no longer listed. */
  readonly missing: readonly ListedUnit[];
  /** How many rows name a region that is none of this city's. */
  readonly elsewhere: number;
  /** The months up to which the active units have paid, as the rows state them; what the caller says goes before. */
  readonly paidUpTo: readonly Month[];
  readonly month: Month | undefined;
}

/**
 * Why an extract by unit may be the wrong one. That head-counts change is every-day and raises nothing: the total moves by 0.5 % a year in the
 * sample city. Told are units that are new or missing, numbers that have become other units', a total that moved by more than a fifth, another
 * month than the rows speak of, and rows of other places.
 */
export function unitExtractAlarms(extract: UnitExtractComparison): Alarm[] {
  return [...unitsAlarms(extract), ...totalAlarm(insured(extract.known), insured(extract.records)), ...placeAlarms(extract)];
}

function unitsAlarms({ records, known, added, missing }: UnitExtractComparison): Alarm[] {
  const active = known.filter(({ status }) => status === 'active').length;
  const names = new Map(known.map((unit) => [keyOf(unit), unit]));
  const met = records.flatMap((record) => {
    const before = names.get(keyOf(record));
    return before ? [{ before, record }] : [];
  });
  const replaced = met.filter(({ before, record }) => isOtherUnit(before, record)).length;
  return [
    ...missingUnits(missing.length, active),
    ...newUnits(added.length, known.length),
    ...(isLargeShare(replaced, met.length)
      ? [alarm('units-replaced', `${met.length} 个单位编号中有 ${replaced} 个换成了别的单位名称和信用代码，可能是其他统筹区的数据。`)]
      : []),
  ];
}

function placeAlarms({ records, elsewhere, paidUpTo, month }: UnitExtractComparison): Alarm[] {
  const stated = mostFrequent(paidUpTo);
  const isOther = month !== undefined && stated !== undefined && Math.abs(monthsBetween(month, stated)) > MONTHS_BESIDE;
  return [
    ...(isOther ? [alarm('other-month', `多数在保单位的缴费截止年月是 ${stated}，与所选月份 ${month} 不符。`)] : []),
    ...(isLargeShare(elsewhere, records.length)
      ? [alarm('other-place', `${records.length} 行中有 ${elsewhere} 行的参保区划不属于本市，可能是其他地区的数据。`)]
      : []),
  ];
}

/** Sums of an extract by person: people by unit, and what was in force of those units before. */
export interface PersonExtractComparison {
  readonly people: number;
  readonly activePeople: number;
  readonly activeBefore: number;
  readonly missingPeople: number;
  readonly unitsBefore: number;
  readonly missingUnits: number;
  readonly newUnits: number;
  /** How many people began after the month that the extract is said to be of. */
  readonly begunLater: number;
}

/** As `unitExtractAlarms`, for the extract by person: who joins, leaves or is suspended from month to month raises nothing by itself. */
export function personExtractAlarms(extract: PersonExtractComparison): Alarm[] {
  const { people, activePeople, activeBefore, missingPeople, unitsBefore, begunLater } = extract;
  return [
    ...missingUnits(extract.missingUnits, unitsBefore),
    ...newUnits(extract.newUnits, unitsBefore),
    ...totalAlarm(activeBefore, activePeople),
    ...(isLargeShare(missingPeople, activeBefore)
      ? [alarm('people-missing', `上期在保的 ${activeBefore} 人中有 ${missingPeople} 人不在文件中，文件可能不完整。`)]
      : []),
    ...(isLargeShare(begunLater, people, LATER_PERCENT)
      ? [alarm('other-month', `有 ${begunLater} 人的参保起始日期晚于数据所属月份，所选月份可能不对。`)]
      : []),
  ];
}

const missingUnits = (missing: number, known: number): Alarm[] =>
  isLargeShare(missing, known, MISSING_PERCENT)
    ? [alarm('units-missing', `上期在保的 ${known} 个单位中有 ${missing} 个不在文件中，文件可能不完整。`)]
    : [];

const newUnits = (added: number, known: number): Alarm[] =>
  isLargeShare(added, known) ? [alarm('units-new', `文件中有 ${added} 个新单位，已有 ${known} 个，可能是其他地区或其他险种的数据。`)] : [];

const totalAlarm = (before: number, after: number): Alarm[] =>
  isLargeMove(before, after) ? [alarm('total-moved', `工伤保险在保人数由 ${before} 人变为 ${after} 人，变动超过五分之一。`)] : [];

const insured = (records: readonly ListedUnit[]): number =>
  records
    .filter(({ insurance, status }) => insurance === WORK_INJURY_INSURANCE && status === 'active')
    .reduce((sum, { insuredCount }) => sum + insuredCount, 0);

const keyOf = ({ unitNo, insurance }: ListedUnit): string => `${unitNo}\u0000${insurance}`;

/** Another name is a unit that was renamed, as long as its code is the same. */
const isOtherUnit = (before: ListedUnit, after: ListedUnit): boolean =>
  before.name !== after.name && (before.creditCode === null || before.creditCode !== after.creditCode);

function mostFrequent(months: readonly Month[]): Month | undefined {
  const counts = new Map<Month, number>();
  for (const month of months) counts.set(month, (counts.get(month) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

const alarm = (code: string, message: string): Alarm => ({ code, message });
