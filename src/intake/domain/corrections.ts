import { squeeze } from '../../kernel/index.js';
import { cellText } from './cells/index.js';
import type { CellValue } from './workbook.js';

/** A person's correction to what a workbook says; the file itself stays as it is. */
export type Correction =
  /** One cell; `via` where a corrected error workbook says so. */
  | {
      readonly scope: 'cell';
      readonly sheet: string;
      readonly row: number;
      readonly field: string;
      readonly to: string;
      readonly via?: 'workbook';
    }
  /** Every cell of the field that says `from`. */
  | { readonly scope: 'value'; readonly field: string; readonly from: string; readonly to: string }
  /** The field in every row, also where the workbook has no such column. */
  | { readonly scope: 'column'; readonly field: string; readonly to: string };

/** Corrections ready to be applied: a cell's own goes before that of its value, and this before that of its column. */
export class CorrectionTable {
  private readonly cells = new Map<string, string>();
  private readonly values = new Map<string, string>();
  private readonly columns = new Map<string, string>();
  /** Fields with a correction of a cell, by sheet and row. */
  private readonly cellFields = new Map<string, string[]>();

  constructor(corrections: readonly Correction[]) {
    for (const correction of corrections) {
      if (correction.scope === 'cell') this.addCell(correction);
      else if (correction.scope === 'value') this.values.set(valueKey(correction.field, correction.from), correction.to);
      else this.columns.set(correction.field, correction.to);
    }
  }

  get isEmpty(): boolean {
    return this.cells.size + this.values.size + this.columns.size === 0;
  }

  /** The fields that every row has, whatever its workbook says. */
  get columnFields(): readonly string[] {
    return [...this.columns.keys()];
  }

  /** The fields that a row has by corrections, also where its workbook has no such column. */
  fieldsOf(sheet: string, row: number): readonly string[] {
    return this.cellFields.size === 0 ? this.columnFields : [...this.columnFields, ...(this.cellFields.get(rowKey(sheet, row)) ?? [])];
  }

  apply(sheet: string, row: number, field: string, cell: CellValue): CellValue {
    const own = this.cells.get(cellKey(sheet, row, field));
    if (own !== undefined) return own;
    const equal = this.values.size === 0 ? undefined : this.values.get(valueKey(field, cellText(cell)));
    return equal ?? this.columns.get(field) ?? cell;
  }

  private addCell({ sheet, row, field, to }: Correction & { scope: 'cell' }): void {
    this.cells.set(cellKey(sheet, row, field), to);
    const key = rowKey(sheet, row);
    this.cellFields.set(key, [...(this.cellFields.get(key) ?? []), field]);
  }
}

const rowKey = (sheet: string, row: number): string => `${sheet}\u0000${row}`;
const cellKey = (sheet: string, row: number, field: string): string => `${rowKey(sheet, row)}\u0000${field}`;
const valueKey = (field: string, value: string): string => `${field}\u0000${squeeze(value)}`;
