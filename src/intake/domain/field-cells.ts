import type { SheetColumn } from './header-fields.js';
import type { FillDown } from './merges.js';
import type { CellValue, SheetRow } from './workbook.js';

/** The cells of a table's current row by field: one for all rows, for a map of each costs more than reading it. */
export class FieldCells {
  private readonly indexOf = new Map<string, number>();
  private readonly filled = new Map<string, CellValue>();
  private row: SheetRow | undefined;

  constructor(
    columns: readonly SheetColumn[],
    private readonly filledFields: ReadonlySet<string>,
    private readonly fillDown: FillDown,
  ) {
    for (const { index, field } of columns) if (field !== null) this.indexOf.set(field, index);
  }

  /** Rows are moved to in their order: merged cells and ditto marks speak for those below. */
  moveTo(row: SheetRow): void {
    this.row = row;
    for (const field of this.filledFields) {
      const index = this.indexOf.get(field);
      if (index !== undefined) this.filled.set(field, this.fillDown.valueAt(row, index));
    }
  }

  fields(): Iterable<string> {
    return this.indexOf.keys();
  }

  get(field: string): CellValue {
    if (this.filled.size > 0 && this.filled.has(field)) return this.filled.get(field) ?? null;
    const index = this.indexOf.get(field);
    return index === undefined ? null : (this.row?.cells[index] ?? null);
  }
}
