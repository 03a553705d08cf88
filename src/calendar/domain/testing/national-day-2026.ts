import { asLocalDate } from '../../../kernel/index.js';
import type { WorkingCalendar } from '../working-days.js';

/** 2026 with its National Day (1–7 October) and the make-up Saturday after it; no other year is known. */
export const NATIONAL_DAY_2026: WorkingCalendar = {
  years: new Set([2026]),
  days: new Map([
    ...['01', '02', '03', '04', '05', '06', '07'].map((day) => [asLocalDate(`2026-10-${day}`), 'holiday'] as const),
    [asLocalDate('2026-10-10'), 'make-up-workday'],
  ]),
};
