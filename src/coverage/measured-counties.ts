import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import { groupBy, type LocalDate } from '../kernel/index.js';
import { addTallies, tallyOf, type Tally } from './domain/index.js';
import { MeasureEntries, type CoverageEntry, type EntryOverview } from './measure-entries.js';
import { CoverageRevisions, type CountyRevision } from './revisions.store.js';

/** What is measured of a county as of a day. */
export interface MeasuredCounty {
  /** As the registry lists them. */
  readonly entries: readonly EntryOverview[];
  readonly tally: Tally;
  /** By code of the industry; null: it could not be read. */
  readonly byIndustry: ReadonlyMap<string | null, Tally>;
}

interface Kept {
  readonly revision: CountyRevision;
  /** Tokens of single enterprises at that revision. */
  readonly parts: ReadonlyMap<number, string>;
  readonly county: MeasuredCounty;
}

/** A province's enterprises as of two days: some hundred MiB at most. */
const MOST_ENTRIES = 100_000;
/** Data that change all the while they are read are measured without being kept. */
const ATTEMPTS = 3;

/**
 * Coverage of counties, measured once for each state of the data. What is kept counts only as long as the county's tokens are those that the data bore
 * before and after it was measured, which every answer asks the database for: it is never older than the data. Where single enterprises have changed
 * since, only they are measured anew.
 */
@Injectable()
export class MeasuredCounties {
  /** The least recently used first. */
  private readonly kept = new Map<string, Kept>();
  private readonly underWay = new Map<string, Promise<MeasuredCounty>>();
  private entries = 0;

  constructor(
    private readonly measured: MeasureEntries,
    private readonly revisions: CoverageRevisions,
  ) {}

  /** By county, in the order of their codes. */
  async of(scope: Scope, asOf: LocalDate): Promise<ReadonlyMap<string, MeasuredCounty>> {
    const codes = scope.countyCodes.toSorted();
    // What a unit of work has written itself has no token yet.
    const revisions = this.revisions.isAhead() ? undefined : await this.revisions.ofCounties(scope.city, codes);
    const found = new Map<string, MeasuredCounty>();
    for (const code of codes) {
      const revision = revisions?.get(code);
      found.set(
        code,
        revision ? await this.shared(scope.narrow(code), code, asOf, revision) : await this.measure(scope.narrow(code), asOf),
      );
    }
    return found;
  }

  /** Several who ask for the same at once wait for one measurement. */
  private shared(county: Scope, code: string, asOf: LocalDate, revision: CountyRevision): Promise<MeasuredCounty> {
    const key = `${code} ${asOf}`;
    const kept = this.kept.get(key);
    if (kept && isSame(kept.revision, revision)) {
      this.keep(key, kept);
      return Promise.resolve(kept.county);
    }
    const state = `${key} ${revision.whole} ${revision.parts}`;
    const begun = this.underWay.get(state);
    if (begun) return begun;
    const begins = this.bringUpToDate(county, code, asOf, revision).finally(() => this.underWay.delete(state));
    this.underWay.set(state, begins);
    return begins;
  }

  private async bringUpToDate(county: Scope, code: string, asOf: LocalDate, seen: CountyRevision): Promise<MeasuredCounty> {
    const key = `${code} ${asOf}`;
    let before = seen;
    for (let attempt = 1; ; attempt++) {
      const parts = await this.revisions.ofEnterprises(code);
      const made = await this.madeFrom(this.kept.get(key), county, asOf, before, parts);
      const after = (await this.revisions.ofCounties(county.city, [code])).get(code);
      if (after && isSame(before, after)) {
        this.keep(key, { revision: before, parts, county: made });
        return made;
      }
      if (!after || attempt === ATTEMPTS) return made;
      before = after;
    }
  }

  private async madeFrom(
    kept: Kept | undefined,
    county: Scope,
    asOf: LocalDate,
    { whole }: CountyRevision,
    parts: ReadonlyMap<number, string>,
  ): Promise<MeasuredCounty> {
    if (kept?.revision.whole !== whole) return this.measure(county, asOf);
    const isChanged = ({ line }: EntryOverview): boolean => parts.get(line.enterpriseId) !== kept.parts.get(line.enterpriseId);
    const lines = kept.county.entries.filter(isChanged).map(({ line }) => line);
    const again = new Map((await this.measured.again(county, lines, asOf)).map((entry) => [entry.line.enterpriseId, overview(entry)]));
    return measuredCounty(kept.county.entries.map((entry) => again.get(entry.line.enterpriseId) ?? entry));
  }

  private async measure(county: Scope, asOf: LocalDate): Promise<MeasuredCounty> {
    return measuredCounty((await this.measured.measure(county, asOf)).map(overview));
  }

  private keep(key: string, kept: Kept): void {
    this.forget(key);
    this.kept.set(key, kept);
    this.entries += kept.county.entries.length;
    for (const oldest of this.kept.keys()) {
      if (this.entries <= MOST_ENTRIES || oldest === key) return;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    this.entries -= this.kept.get(key)?.county.entries.length ?? 0;
    this.kept.delete(key);
  }
}

const isSame = (a: CountyRevision, b: CountyRevision): boolean => a.whole === b.whole && a.parts === b.parts;

function overview({ named, ...entry }: CoverageEntry): EntryOverview {
  if (!named) return { ...entry, named };
  const { people: _people, ...rest } = named;
  return { ...entry, named: rest };
}

/** A county's sums from its entries. */
export function measuredCounty(entries: readonly EntryOverview[]): MeasuredCounty {
  const byIndustry = new Map([...groupBy(entries, ({ line }) => line.industryCode)].map(([code, own]) => [code, tallyOf(own)]));
  return { entries, tally: tallyOf(entries), byIndustry };
}

/** The sums over several counties, of all or of one industry. */
export const tallyAcross = (counties: Iterable<MeasuredCounty>, of: (county: MeasuredCounty) => Tally | undefined): Tally =>
  addTallies([...counties].flatMap((county) => of(county) ?? []));
