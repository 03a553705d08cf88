import type { Principal } from '../access/index.js';
import type { Month, RegionTree } from '../kernel/index.js';
import type { ChangeCounts, OpenWorkbook, RowError, SheetReading, WorkbookReading } from './domain/index.js';

/** What the caller of an import knows beside the workbook. */
export interface ImportContext {
  readonly principal: Principal;
  /** Code or name of the county, for workbooks that do not say it. */
  readonly county: string | undefined;
  /** The month that the data speak of. */
  readonly asOf: Month | undefined;
  readonly regions: RegionTree;
  /** The installation's city: its pooling area. */
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
  /** Errors that only show against what is known already, such as a row that stands twice. */
  readonly errors: readonly RowError[];
  /** The rows that will be applied. */
  readonly sources: readonly SourceRow[];
  /** Writes the plan; runs in the unit of work in which it was made. */
  apply(batchId: number): Promise<void>;
}

/** A kind of spreadsheet and the feature that takes it: implemented by registry, enrolment and cases. */
export abstract class ImportTarget {
  abstract readonly kind: string;
  /** Raw rows of such a kind are kept sealed. */
  abstract readonly holdsPersonalData: boolean;
  abstract read(workbook: OpenWorkbook): Promise<WorkbookReading<unknown>>;
  abstract plan(sheets: readonly SheetReading<unknown>[], context: ImportContext): Promise<ImportPlan>;
}

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
}
