import { Scope } from '../../../access/domain/index.js';
import { asLocalDate, RegionTree, type LocalDate } from '../../../kernel/index.js';
import { messageText, remindersFor, type MessageText, type OwedReport, type Recipient, type Reminder } from '../index.js';

export const CITY = '150800';
export const LINHE = '150802';
export const WUYUAN = '150821';
export const NAMES: Readonly<Record<string, string>> = { [CITY]: '巴彦淖尔市', [LINHE]: '临河区', [WUYUAN]: '五原县' };

const tree = new RegionTree([
  { code: CITY, name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
  { code: LINHE, name: '临河区', level: 'county', parentCode: CITY, aliases: [] },
  { code: WUYUAN, name: '五原县', level: 'county', parentCode: CITY, aliases: [] },
]);

export const clerkOf = (regionCode: string): Recipient => ({
  key: 'user:1',
  userId: 1,
  regionCode,
  addressee: '测试经办',
  scope: Scope.below(regionCode, tree),
  hears: 'every-step',
});

export const REVIEWER: Recipient = { ...clerkOf(CITY), key: 'user:2', userId: 2, addressee: '测试审核', hears: 'only-overdue' };

let made = 0;

export function owed(dueOn: string, countyCode = WUYUAN, cycleName = '6月5日报送'): OwedReport {
  made += 1;
  return { reportId: made, cycleName, countyCode, dueOn: asLocalDate(dueOn) };
}

/** What the recipient is told on a day; the calendar says nothing unless `noteOn` is given. */
export const told = (
  recipient: Recipient,
  today: string,
  reports: readonly OwedReport[],
  noteOn: (dueOn: LocalDate) => string = () => '',
): Reminder[] => remindersFor(recipient, reports, { today: asLocalDate(today), countyName: (code) => NAMES[code] ?? code, noteOn });

/** The message in words; there must be one. */
export const messageOf = (recipient: Recipient, today: string, reports: readonly OwedReport[]): MessageText =>
  messageText(recipient.addressee, told(recipient, today, reports));
