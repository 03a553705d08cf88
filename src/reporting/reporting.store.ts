import type { Scope } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import type { CellAddress, CycleTurn, PlannedTurn, ReportAction, ReportForm, ReportState, Unlocking } from './domain/index.js';

/** One county's report for one turn of a cycle. */
export interface CountyReport extends CycleTurn {
  readonly id: number;
  readonly countyCode: string;
  /** As it is now: an unlocking that has run out counts no more. */
  readonly state: ReportState;
  /** What the report consists of, as its turn was opened with. */
  readonly forms: readonly ReportForm[];
  readonly snapshotId: number | null;
  /** 补跑. */
  readonly late: boolean;
  readonly openedAt: Date | null;
  readonly preparedAt: Date | null;
  /** The newest submission, also while the report is returned or unlocked. */
  readonly submissionId: number | null;
  readonly firstSubmittedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly unlocking: Unlocking | null;
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
  readonly by: string;
  readonly files: readonly Pick<ReportFile, 'form' | 'fileName' | 'fileHash'>[];
}

export type ReportEventType = ReportAction | 'prepare' | 'override' | 'end-override';

/** A cell that a remark is about. */
export interface CellRemark extends CellAddress {
  readonly note: string;
}

/** One row of a report's history: who did what, when and why. Sealed at rest, for a reason may name a person. */
export interface ReportEvent {
  readonly type: ReportEventType;
  readonly fromState: ReportState;
  readonly toState: ReportState;
  /** The report's version after it. */
  readonly version: number;
  readonly submissionId: number | null;
  readonly reason: string | null;
  readonly cells: readonly CellRemark[];
  readonly madeBy: string;
  readonly madeAt: Date;
}

export type NewEvent = Pick<ReportEvent, 'type' | 'madeBy' | 'madeAt'> & Partial<Pick<ReportEvent, 'submissionId' | 'reason' | 'cells'>>;

/** What a transition sets besides the version. */
export type ReportChanges = Partial<
  Pick<CountyReport, 'state' | 'openedAt' | 'snapshotId' | 'submissionId' | 'firstSubmittedAt' | 'submittedAt' | 'unlocking'>
>;

/** Where reports, their files and their history are kept. Writing needs a unit of work. */
export abstract class ReportingStore {
  /** The reports of a turn for these counties; made, not started, where there are none yet. */
  abstract ensure(turn: PlannedTurn, countyCodes: readonly string[]): Promise<CountyReport[]>;
  abstract list(
    scope: Scope,
    filter: { readonly from?: LocalDate | undefined; readonly to?: LocalDate | undefined },
  ): Promise<CountyReport[]>;
  abstract find(id: number, scope: Scope): Promise<CountyReport | undefined>;
  /** Changes a report and writes it into its history. False where `report.version` is stale: then nothing is written. */
  abstract change(report: CountyReport, changes: ReportChanges, event: NewEvent): Promise<boolean>;
  /** Opens the scope's reports of a turn that are not started; how many. */
  abstract openTurn(scope: Scope, turn: Pick<CycleTurn, 'cycleCode' | 'dueOn'>, event: NewEvent): Promise<number>;
  /** Lets what was submitted hold again after an unlocking. The version stays: nobody sees another report than before. False where it was done. */
  abstract lapse(report: CountyReport, snapshotId: number, event: NewEvent): Promise<boolean>;
  /** False where `version` is stale. */
  abstract recordPreparation(report: CountyReport, preparation: Preparation): Promise<boolean>;
  abstract keepFiles(report: CountyReport, snapshotId: number, files: Preparation['files'], at: Date): Promise<void>;
  /** The files of the report's current snapshot; of one that is handed in, those that were submitted. */
  abstract files(report: CountyReport): Promise<ReportFile[]>;
  abstract filesOfSnapshot(report: CountyReport, snapshotId: number): Promise<ReportFile[]>;
  /** Oldest first; `afterVersion`: only what came after it. */
  abstract history(report: CountyReport, afterVersion?: number): Promise<ReportEvent[]>;
  /** Turns of which any report of the scope was opened. */
  abstract openedTurns(scope: Scope): Promise<CycleTurn[]>;
  /** Removes reports that were planned but not opened, of turns that were not opened, due from a day on. */
  abstract dropUnopened(scope: Scope, from: LocalDate): Promise<void>;
}
