import { localDate } from '../../../kernel/index.js';
import type { CellValue } from '../../domain/index.js';

const DAY_MS = 86_400_000;
/** Excel counts a 29 February 1900 that never was, as its serial 60. */
const NEVER_WAS = 60;
const LARGEST_SERIAL = 2_958_465;
const CACHED_DAYS = 65_536;

/** Calendar days of serial numbers, of a workbook that counts from 1900 or from 1904. */
export class SerialDays {
  private readonly days = new Map<number, CellValue>();

  constructor(private readonly date1904: boolean) {}

  /** The day of a serial number, its time dropped; the number itself when it is a time of day or no day. */
  value(serial: number): CellValue {
    if (!(serial >= 1 && serial < LARGEST_SERIAL + 1)) return serial;
    const whole = Math.floor(serial);
    const known = this.days.get(whole);
    if (known !== undefined) return known ?? serial;
    const day = this.day(whole);
    if (this.days.size >= CACHED_DAYS) this.days.clear();
    this.days.set(whole, day);
    return day ?? serial;
  }

  private day(serial: number): CellValue {
    if (!this.date1904 && serial === NEVER_WAS) return null;
    const start = this.date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < NEVER_WAS ? 31 : 30);
    const date = new Date(start + serial * DAY_MS);
    const day = localDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
    return day.ok ? { date: day.value } : null;
  }
}
