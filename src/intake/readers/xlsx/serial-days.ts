import { localDate } from '../../../kernel/index.js';
import type { CellValue } from '../../domain/index.js';

const DAY_MS = 86_400_000;
/** Excel counts a 29 February 1900 that never was, as its serial 60. */
const NEVER_WAS = 60;
const LARGEST_SERIAL = 2_958_465;
/** Two dozen years of days have a place each. */
const CACHED_DAYS = 2 ** 13;

/** Calendar days of serial numbers, of a workbook that counts from 1900 or from 1904. */
export class SerialDays {
  /** The last serial at each place of the cache, 0 for none, and what it stands for. */
  private readonly cached = new Int32Array(CACHED_DAYS);
  private readonly days = new Array<CellValue>(CACHED_DAYS).fill(null);

  constructor(private readonly date1904: boolean) {}

  /** The day of a serial number, its time dropped; the number itself when it is a time of day or no day. */
  value(serial: number): CellValue {
    if (!(serial >= 1 && serial < LARGEST_SERIAL + 1)) return serial;
    const whole = Math.floor(serial);
    const place = whole & (CACHED_DAYS - 1);
    if (this.cached[place] !== whole) {
      this.days[place] = this.day(whole);
      this.cached[place] = whole;
    }
    return this.days[place] ?? serial;
  }

  private day(serial: number): CellValue {
    if (!this.date1904 && serial === NEVER_WAS) return null;
    const start = this.date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < NEVER_WAS ? 31 : 30);
    const date = new Date(start + serial * DAY_MS);
    const day = localDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
    return day.ok ? { date: day.value } : null;
  }
}
