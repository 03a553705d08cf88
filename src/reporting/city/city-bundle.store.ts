import type { Scope } from '../../access/index.js';
import type { LocalDate } from '../../kernel/index.js';
import type { ReportState } from '../domain/index.js';

/** Where a county's report stood when the archive was asked for. */
export interface BundledReport {
  readonly reportId: number;
  readonly countyCode: string;
  readonly state: ReportState;
  readonly submissionId: number | null;
}

/** One archive of a due day. What goes into it is settled when it is asked for: no later submission changes it. */
export interface CityBundle {
  readonly id: number;
  readonly regionCode: string;
  readonly dueOn: LocalDate;
  /** SHA-256 of region, due day and `reports`. */
  readonly stateHash: string;
  readonly reports: readonly BundledReport[];
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** By which the archive is found in the file store; null until it is made. */
  readonly fileHash: string | null;
  readonly madeAt: Date | null;
}

export type NewCityBundle = Omit<CityBundle, 'id' | 'fileHash' | 'madeAt'>;

/** Where archives are kept. One with a county outside of the scope answers like a missing one. Writing needs a unit of work. */
export abstract class CityBundleStore {
  abstract find(id: number, scope: Scope): Promise<CityBundle | undefined>;
  abstract ofState(stateHash: string, scope: Scope): Promise<CityBundle | undefined>;
  abstract add(bundle: NewCityBundle): Promise<CityBundle>;
  abstract recordMade(bundle: CityBundle, fileHash: string, at: Date): Promise<void>;
}
