import type { Principal } from '../access/index.js';
import type { Month, RegionTree } from '../kernel/index.js';
import type { Alarm, ChangeCounts, PlannedChange, ReadRow, RowError, SheetKind, SheetReading, SheetTable } from './domain/index.js';

/** What the caller of an import knows beside the workbook. */
export interface ImportContext {
  readonly principal: Principal;
  /** Code or name of the county, for workbooks that do not say it. */
  readonly county: string | undefined;
  /** The month that the data speak of. */
  readonly asOf: Month | undefined;
  /** What the uploader's city knows of divisions. */
  readonly regions: RegionTree;
  /** The uploader's city: its pooling area. */
  readonly cityCode: string;
}

/** A row's origin, kept for lineage. */
export interface SourceRow {
  readonly sheet: string;
  readonly row: number;
  readonly hidden: boolean;
  readonly raw: Readonly<Record<string, string>>;
}

/** What an import would change: made without changing anything, and carried out as it is. */
export interface ImportPlan {
  readonly countyCodes: readonly string[];
  readonly counts: ChangeCounts;
  readonly alarms: readonly Alarm[];
  /** Every record that is new, changed or missing. */
  readonly changes: readonly PlannedChange[];
  /** Errors that only show against what is known already, such as a row that stands twice. */
  readonly errors: readonly RowError[];
  /** The rows that will be applied. */
  readonly sources: readonly SourceRow[];
  /** Writes the plan; runs in the unit of work in which it was made. */
  apply(batchId: number): Promise<void>;
}

/**
 * A kind of spreadsheet and the feature that takes it, for workbooks of a city's size: all rows are compared at once, and applying reads
 * them again. Implemented by registry, enrolment by unit and cases.
 */
export abstract class PlannedTarget<T = unknown> {
  abstract readonly kind: string;
  /** Raw rows of such a kind are kept sealed. */
  abstract readonly holdsPersonalData: boolean;
  /** `regionCode`: of the organisation that uploads, whose city's words are known. */
  abstract sheetKind(regionCode: string): Promise<SheetKind<T>>;
  abstract plan(sheets: readonly SheetReading<T>[], context: ImportContext): Promise<ImportPlan>;
  /** Takes an applied batch back: everything is as if it had never been applied, but for what persons have decided since. */
  abstract undo(batchId: number): Promise<void>;
}

/** How the rows of a staged batch compare with what is known. */
export interface StagedOutcome {
  readonly countyCodes: readonly string[];
  readonly counts: ChangeCounts;
  readonly alarms: readonly Alarm[];
  readonly errors: readonly RowError[];
}

/**
 * A kind whose workbooks may have a million rows: rows are written down as they are read, marked with their batch, and count for nothing
 * until the batch is applied, which changes one row, or any more once it is undone. Every method runs in a unit of work of its own, so that none is long.
 */
export abstract class StagedTarget<T = unknown> {
  abstract readonly kind: string;
  abstract readonly holdsPersonalData: boolean;
  /** `regionCode`: of the organisation that uploads, whose city's words are known. */
  abstract sheetKind(regionCode: string): Promise<SheetKind<T>>;
  /** Writes rows down; returns those that may not be taken. */
  abstract stage(batchId: number, rows: readonly ReadRow<T>[], context: ImportContext): Promise<readonly RowError[]>;
  /** After the last row: compares with what is in force. */
  abstract compare(batchId: number, tables: readonly SheetTable[], context: ImportContext): Promise<StagedOutcome>;
  /**
   * Where rows have to be made findable, after `compare`: does so for some of them, from the place `from` on (null: from the first); returns the
   * place to go on from, null once all are.
   */
  indexSome?(batchId: number, from: number | null): Promise<number | null>;
  /**
   * Some of what a compared batch would change, for a person to look at: at most `limit`, of each type its share, whatever the size of the
   * batch. Persons are masked. Runs outside of any unit of work: others write meanwhile.
   */
  abstract sampleChanges(batchId: number, counts: ChangeCounts, context: ImportContext, limit: number): Promise<readonly PlannedChange[]>;
  /** Removes some of a batch's rows; false when none are left. */
  abstract discardSome(batchId: number): Promise<boolean>;
}

export type ImportTarget<T = unknown> = PlannedTarget<T> | StagedTarget<T>;

/** The targets of the application, by kind. */
export class ImportTargets {
  private readonly byKind: ReadonlyMap<string, ImportTarget>;

  constructor(targets: readonly ImportTarget[]) {
    this.byKind = new Map(targets.map((target) => [target.kind, target]));
  }

  get kinds(): string[] {
    return [...this.byKind.keys()];
  }

  get(kind: string): ImportTarget | undefined {
    return this.byKind.get(kind);
  }

  /** The target of a batch, whose kind was known when it was uploaded. */
  of({ kind }: { readonly kind: string }): ImportTarget {
    const target = this.byKind.get(kind);
    if (!target) throw new Error(`No target takes ${kind}.`);
    return target;
  }
}
