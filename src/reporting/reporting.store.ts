import type { Scope } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import type { CycleTurn, ReportCycle, ReportForm, ReportState } from './domain/index.js';

/** One county's report for one turn of a cycle. */
export interface CountyReport extends CycleTurn {
  readonly id: number;
  readonly countyCode: string;
  readonly state: ReportState;
  readonly snapshotId: number | null;
  /** 补跑. */
  readonly late: boolean;
  readonly preparedAt: Date | null;
  readonly version: number;
}

export interface ReportFile {
  readonly id: number;
  readonly reportId: number;
  readonly snapshotId: number;
  readonly form: ReportForm;
  readonly fileName: string;
  /** By which the bytes are found in the file store. */
  readonly fileHash: string;
}

export interface Preparation {
  readonly snapshotId: number;
  readonly late: boolean;
  readonly at: Date;
  readonly files: readonly Pick<ReportFile, 'form' | 'fileName' | 'fileHash'>[];
}

/** Where cycles, reports and their files are kept. Writing needs a unit of work. */
export abstract class ReportingStore {
  abstract cycles(): Promise<ReportCycle[]>;
  abstract addCycles(cycles: readonly ReportCycle[]): Promise<void>;
  /** The report of a turn and county; made, not started, where there is none yet. */
  abstract ensure(turn: CycleTurn, countyCode: string): Promise<CountyReport>;
  abstract list(scope: Scope, filter: { readonly dueOn?: LocalDate | undefined }): Promise<CountyReport[]>;
  abstract find(id: number, scope: Scope): Promise<CountyReport | undefined>;
  /** False where `version` is stale. */
  abstract recordPreparation(report: CountyReport, preparation: Preparation): Promise<boolean>;
  /** The files of the report's current snapshot. */
  abstract files(report: CountyReport): Promise<ReportFile[]>;
}
