import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import { RULESET_VERSION } from '../matching/domain/index.js';
import { MeasureQuality, qualitySentence } from '../matching/index.js';
import { Clock } from '../platform/clock/clock.js';
import { CoverageStore, type Snapshot } from './coverage.store.js';
import { canonicalJson } from './domain/index.js';
import { MeasureCoverage, type CoverageReport } from './measure-coverage.js';
import type { CoverageEntry, EntryOverview } from './measure-entries.js';

/** Names the rules by which a snapshot was counted; raise it with every change of them. */
export const COVERAGE_RULES = 'coverage-2';

/** A county's coverage ready to be kept: every enterprise line, its evidence, its source rows, the rules' version and a hash. */
export interface FrozenCoverage {
  readonly countyCode: string;
  readonly report: CoverageReport;
  readonly entries: readonly CoverageEntry[];
  /** What second looks have found of the county's automatic links, in a sentence; null where there was none. */
  readonly linkQuality: string | null;
  readonly rules: string;
  /** Canonical JSON of all of the above. */
  readonly content: string;
  /** SHA-256 of `content`, hexadecimal. */
  readonly hash: string;
}

/** Freezes a county's coverage for a report. Measuring and keeping are two steps: the forms are made in between, outside of any transaction. */
@Injectable()
export class FreezeCoverage {
  constructor(
    private readonly coverage: MeasureCoverage,
    private readonly quality: MeasureQuality,
    private readonly store: CoverageStore,
    private readonly clock: Clock,
  ) {}

  /** Run it in a unit of work, so that no import slips in between the figures and the lines behind them. */
  async measure(principal: Principal, countyCode: string, asOf: LocalDate): Promise<FrozenCoverage> {
    const { report, entries } = await this.coverage.evidence(principal, asOf, countyCode);
    const [found] = await this.quality.byCounty(principal, countyCode);
    const linkQuality = found ? qualitySentence(found.automatic) : null;
    const body = { countyCode, report, entries, linkQuality, rules: `${COVERAGE_RULES} ${RULESET_VERSION}` };
    const content = canonicalJson({ ...body, entries: entries.map(withoutLinkIds) });
    return { ...body, content, hash: createHash('sha256').update(content).digest('hex') };
  }

  /** The same figures and enterprises without their people, to be looked at. */
  look(principal: Principal, countyCode: string, asOf: LocalDate): Promise<{ report: CoverageReport; entries: EntryOverview[] }> {
    return this.coverage.reportWithEntries(principal, asOf, 'industry', countyCode);
  }

  keep(principal: Principal, { countyCode, report, rules, content, hash }: FrozenCoverage): Promise<Snapshot> {
    const createdBy = principal.displayName;
    return this.store.addSnapshot({ countyCode, asOf: report.asOf, content, hash, rules, createdBy, createdAt: this.clock.now() });
  }
}

/** Links get new ids whenever matching runs: the same figures shall have the same hash. */
const withoutLinkIds = ({ units, ...entry }: CoverageEntry): object => ({
  ...entry,
  units: units.map(({ linkId: _linkId, ...unit }) => unit),
});
