import type { CellAddress, Override } from './domain/index.js';
import type { CountyReport } from './reporting.store.js';

/** Where persons' values are kept, sealed: they may be names. Ended ones stay. Writing needs a unit of work. */
export abstract class OverrideStore {
  /** In force, oldest first. */
  abstract inForce(report: CountyReport): Promise<Override[]>;
  /** Sets a cell's override; one in force before ends. */
  abstract set(report: CountyReport, override: Override): Promise<void>;
  /** False where the cell has none. */
  abstract end(report: CountyReport, address: CellAddress, by: string, at: Date): Promise<boolean>;
  /** Brings back the overrides that were in force at an instant: those made since end, those ended since are made again. */
  abstract restore(report: CountyReport, asOf: Date, by: string, at: Date): Promise<void>;
}
