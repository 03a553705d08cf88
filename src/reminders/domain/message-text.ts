import { monthDay } from './due-day-note.js';
import type { Reminder } from './reminder.js';

/** A message as people read it: plain text that is also valid markdown. */
export interface MessageText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Counties that a supervisor's line names; the rest is counted. */
const NAMED_COUNTIES = 20;

/** Says what stands in the reminders, which are not none, to their addressee. Of the addressee it has the name, of nobody else anything. */
export function messageText(addressee: string, reminders: readonly Reminder[]): MessageText {
  const groups = groupedByReport(reminders);
  return { title: titleOf(reminders), lines: [`${addressee}，您好：`, ...groups.map((group, i) => `${i + 1}. ${lineOf(group)}`)] };
}

export const plainText = ({ lines }: MessageText): string => lines.join('\n');

/** Robots of both kinds break lines only at blank ones. */
export const markdownText = ({ title, lines }: MessageText): string => [`### ${title}`, ...lines].join('\n\n');

function titleOf(reminders: readonly Reminder[]): string {
  const overdue = reminders.filter(({ kind }) => kind === 'overdue').length;
  if (overdue > 0) return `【报送提醒】${overdue} 份报表已逾期`;
  const nearest = Math.min(...reminders.map(({ daysLeft }) => daysLeft));
  if (nearest === 0) return '【报送提醒】今天是报表报送截止日';
  return `【报送提醒】距报表报送截止还有 ${nearest} 天`;
}

/** The counties of one cycle, due day and kind share a line. */
function groupedByReport(reminders: readonly Reminder[]): Reminder[][] {
  const groups = new Map<string, Reminder[]>();
  for (const reminder of reminders) {
    const key = `${reminder.dueOn} ${reminder.cycleName} ${reminder.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), reminder]);
  }
  return [...groups.values()];
}

function lineOf(group: readonly Reminder[]): string {
  const [first] = group;
  if (!first) return '';
  const { cycleName, dueOn, kind, daysLeft, note } = first;
  const report = `${countiesOf(group)}“${cycleName}”（截止 ${dueOn.slice(0, 4)}年${monthDay(dueOn)}）`;
  const hint = note === '' ? '' : `${note}。`;
  switch (kind) {
    case 'opened':
      return `${report}：已可填报，距截止还有 ${daysLeft} 天。${hint}`;
    case 'upcoming':
      return `${report}：尚未提交，距截止还有 ${daysLeft} 天。${hint}`;
    case 'due-today':
      return `${report}：尚未提交，今天 24 时截止。${hint}`;
    case 'overdue':
      return `${report}：已逾期 ${-daysLeft} 天，请尽快提交。`;
  }
}

function countiesOf(group: readonly Reminder[]): string {
  const names = group.slice(0, NAMED_COUNTIES).map(({ countyName }) => countyName);
  return group.length > names.length ? `${names.join('、')}等 ${group.length} 个旗县区` : names.join('、');
}
