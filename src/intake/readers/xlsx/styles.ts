import { isBuiltInDayFormat, isDayFormat } from './number-formats.js';
import type { ElementVisitor } from './xml-elements.js';

/** Cell styles of the format; a file that has more is read, those beyond show no days. */
const MOST_STYLES = 65_536;

/** Collects from styles.xml which cell styles show the day of a serial number. */
export class DayStyles {
  private readonly codes = new Map<number, string>();
  private readonly formats: number[] = [];

  readonly visit: ElementVisitor = (name, attributes, parent) => {
    const id = Number(attributes.get('numFmtId') ?? 0);
    if (name === 'numFmt' && parent === 'numFmts') this.codes.set(id, attributes.get('formatCode') ?? '');
    else if (name === 'xf' && parent === 'cellXfs' && this.formats.length < MOST_STYLES) this.formats.push(id);
  };

  /** By number of a cell style, 1 where it shows a day. */
  table(): Uint8Array {
    const known = new Map<number, boolean>();
    return Uint8Array.from(this.formats, (id) => {
      const isDay = known.get(id) ?? this.isDay(id);
      known.set(id, isDay);
      return isDay ? 1 : 0;
    });
  }

  private isDay(id: number): boolean {
    const code = this.codes.get(id);
    return code === undefined ? isBuiltInDayFormat(id) : isDayFormat(code);
  }
}
