import { IdSet } from './id-set.js';
import type { Columns, Sheet } from './shelf.js';

/** What persons have decided of a pair. */
export interface DecidedPair {
  readonly enterpriseId: number;
  readonly unitId: number;
  readonly status: 'confirmed' | 'rejected';
}

/** The decisions that a run keeps. A confirmed link counts only where both of its sides are there. */
export class Decisions {
  readonly confirmedEnterprises = new IdSet();
  readonly confirmedUnits = new IdSet();
  private readonly partners = new Map<number, Set<number>>();

  constructor(readonly pairs: readonly DecidedPair[]) {
    for (const { enterpriseId, unitId, status } of pairs) {
      const partners = this.partners.get(enterpriseId);
      if (partners) partners.add(unitId);
      else this.partners.set(enterpriseId, new Set([unitId]));
      if (status !== 'confirmed') continue;
      this.confirmedEnterprises.add(enterpriseId);
      this.confirmedUnits.add(unitId);
    }
  }

  static of(sheet: Sheet): Decisions {
    const [enterprises, units, verdicts] = [sheet.u32('decidedEnterprises'), sheet.u32('decidedUnits'), sheet.u8('verdicts')];
    return new Decisions(
      Array.from(enterprises, (enterpriseId, i) => ({
        enterpriseId,
        unitId: units[i] ?? 0,
        status: verdicts[i] === 1 ? ('confirmed' as const) : ('rejected' as const),
      })),
    );
  }

  columns(): Columns {
    return {
      decidedEnterprises: Uint32Array.from(this.pairs, ({ enterpriseId }) => enterpriseId),
      decidedUnits: Uint32Array.from(this.pairs, ({ unitId }) => unitId),
      verdicts: Uint8Array.from(this.pairs, ({ status }) => (status === 'confirmed' ? 1 : 0)),
    };
  }

  isDecided(enterpriseId: number, unitId: number): boolean {
    return this.partners.get(enterpriseId)?.has(unitId) ?? false;
  }
}
