import type { ReportCycle } from '../cycle.js';

/** 5 June for 1 October–31 May, and 10 October for 1 June–30 September (the Rules, 四(二)). */
export const JUNE: ReportCycle = {
  code: 'june',
  name: '6月5日报送',
  dueMonth: 6,
  dueDay: 5,
  yearOffset: 0,
  windowFrom: { monthDay: '10-01', yearOffset: -1 },
  windowTo: { monthDay: '05-31', yearOffset: 0 },
  openDaysBefore: 30,
  forms: ['coverage-summary', 'annex-2', 'annex-3'],
  divisions: [],
  clause: '四（二）',
};

export const OCTOBER: ReportCycle = {
  code: 'october',
  name: '10月10日报送',
  dueMonth: 10,
  dueDay: 10,
  yearOffset: 0,
  windowFrom: { monthDay: '06-01', yearOffset: 0 },
  windowTo: { monthDay: '09-30', yearOffset: 0 },
  openDaysBefore: 30,
  forms: ['coverage-summary', 'annex-2', 'annex-3'],
  divisions: [],
  clause: '四（二）',
};
