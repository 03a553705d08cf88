import type { WorkingCalendar } from '../../calendar/domain/index.js';
import { asLocalDate, type LocalDate } from '../../kernel/index.js';
import { dueDayNote, messageText } from './index.js';
import { clerkOf, owed, told, WUYUAN } from './testing/owed.js';

const published = (...years: number[]): WorkingCalendar => ({ years: new Set(years), days: new Map() });
const note = (calendar: WorkingCalendar, dueOn: string) => dueDayNote(calendar, asLocalDate(dueOn));

describe('a due day on which nobody works', () => {
  it('stays where it is; the reminder says the last working day', () => {
    expect(note(published(2027), '2027-10-10')).toBe('截止日为节假日，最后一个工作日为 10月8日');
    const calendar = published(2027);
    const [reminder] = told(clerkOf(WUYUAN), '2027-10-07', [owed('2027-10-10')], (day: LocalDate) => dueDayNote(calendar, day));
    expect(reminder).toMatchObject({ dueOn: '2027-10-10', daysLeft: 3 });
    expect(messageText('甲', reminder ? [reminder] : []).lines[1]).toMatch(/距截止还有 3 天。截止日为节假日，最后一个工作日为 10月8日。$/);
  });

  it('is not mentioned where people work, be it a Saturday that makes up for a day off', () => {
    expect(note(published(2026), '2026-06-05')).toBe('');
    expect(note({ years: new Set([2026]), days: new Map([[asLocalDate('2026-10-10'), 'make-up-workday']]) }, '2026-10-10')).toBe('');
  });

  it('is not guessed in a year whose arrangement is not published', () => {
    expect(note(published(2026), '2027-10-10')).toBe('该年放假安排尚未发布');
    const newYear: WorkingCalendar = { years: new Set([2027]), days: new Map([[asLocalDate('2027-01-01'), 'holiday']]) };
    expect(note(newYear, '2027-01-01')).toBe('截止日为节假日，该年放假安排尚未发布');
  });

  it('is not mentioned once it is past', () => {
    const [reminder] = told(clerkOf(WUYUAN), '2027-10-11', [owed('2027-10-10')], () => '截止日为节假日');
    expect(reminder).toMatchObject({ kind: 'overdue', note: '' });
  });
});
