import { failure, warning, type CellIssue, type CellReader } from './cells/index.js';
import type { CellValue, OpenOptions } from './workbook.js';

/** One column of a form and the words by which people head it. */
export interface FieldSpec<F extends string = string> {
  readonly field: F;
  /** The words of the official form; used in messages. */
  readonly label: string;
  /** Other headers for the same thing, best first. */
  readonly synonyms: readonly string[];
  /** A row is the header only where this field is in it. */
  readonly required?: boolean;
  /** Merged cells and ditto marks of this column speak for every row that they cover. */
  readonly fillDown?: boolean;
  /** Words that turn a longer header into something else (参保人数 is no 职工人数). */
  readonly not?: readonly string[];
  /** `sequence`: the running number, typed in advance on unused rows. `name`: where 合计 may stand. */
  readonly role?: 'sequence' | 'name';
  /** Says who a person is or how to reach them: shown masked beside the mapping. */
  readonly personal?: boolean;
}

/** Describes one kind of sheet: its columns and what a row of it means. */
export interface SheetKind<T, F extends string = string> {
  /** Stable name in English: registry, enrolment-unit, cases. */
  readonly name: string;
  /** What users call it. */
  readonly label: string;
  readonly fields: readonly FieldSpec<F>[];
  /** The meaning of a row; null where the row is left out, for reasons that `cells` was told. */
  readRow(cells: RowCells<F>): T | null;
}

/** How a workbook is opened for such a table. */
export const opening = ({ fields }: SheetKind<unknown>): OpenOptions => ({ allMerges: fields.some(({ fillDown }) => fillDown === true) });

export interface FieldIssue extends CellIssue {
  readonly field: string;
}

/** Gives the cell of a field. */
export interface CellSource {
  get(field: string): CellValue | undefined;
}

/** The cells of one row by field; collects what is wrong with them. */
export class RowCells<F extends string = string> {
  private readonly found: FieldIssue[] = [];

  constructor(
    private readonly cells: CellSource,
    private readonly labels: ReadonlyMap<string, string>,
  ) {}

  get issues(): readonly FieldIssue[] {
    return this.found;
  }

  get failed(): boolean {
    return this.found.some((issue) => issue.severity === 'error');
  }

  /** What the cell says; null where the column is absent, the cell blank, or unreadable (then an issue is recorded). */
  read<V>(field: F, reader: CellReader<V>): V | null {
    const reading = reader(this.cells.get(field) ?? null);
    for (const issue of reading.issues) this.found.push({ ...issue, field });
    return reading.value;
  }

  /** As `read`, and an error where the cell says nothing. */
  require<V>(field: F, reader: CellReader<V>): V | null {
    const before = this.found.length;
    const value = this.read(field, reader);
    if (value !== null) return value;
    const explained = this.found.slice(before).some((issue) => issue.severity === 'error');
    if (!explained) this.fail(field, `${kebab(field)}-missing`, `缺少${this.labels.get(field) ?? field}，请补填后重新上传。`);
    return null;
  }

  warn(field: F, code: string, message: string): void {
    this.found.push({ ...warning(code, message), field });
  }

  fail(field: F, code: string, message: string): void {
    this.found.push({ ...failure(code, message), field });
  }
}

const kebab = (field: string): string => field.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
