import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { FreezeCoverage, type FrozenCoverage } from '../coverage/index.js';
import { canonicalJson } from '../coverage/domain/index.js';
import { Clock } from '../platform/clock/clock.js';
import { KeyIndustries } from '../registry/index.js';
import { FindCasesOfReport, type CasesOfReport } from './cases-of-report.js';
import { checkReport, judgeOverrides, statedForms, type Finding, type JudgedOverride, type ReportForms } from './domain/index.js';
import { FindKnownOfCases } from './known-of-cases.js';
import { OverrideStore } from './override.store.js';
import type { CountyReport } from './reporting.store.js';
import { caseRow, systemForms, type CoverageOfForms } from './system-forms.js';

/** A report as it would be handed in now. */
export interface Draft extends DraftOverview {
  readonly coverage: FrozenCoverage;
}

/** What a person sees of a draft. */
export interface DraftOverview {
  readonly report: CountyReport;
  readonly cases: CasesOfReport;
  readonly system: ReportForms;
  readonly stated: ReportForms;
  readonly overrides: readonly JudgedOverride[];
  readonly findings: readonly Finding[];
  /** SHA-256 of what a person sees of it: who hands it in says by this what was seen. */
  readonly hash: string;
}

/** Fills a county's report from the data of the moment: until it is handed in, a report follows them. */
@Injectable()
export class MakeDraft {
  constructor(
    private readonly coverage: FreezeCoverage,
    private readonly cases: FindCasesOfReport,
    private readonly overrides: OverrideStore,
    private readonly known: FindKnownOfCases,
    private readonly industries: KeyIndustries,
    private readonly clock: Clock,
  ) {}

  /** Run it in a unit of work, so that nothing slips in between its figures. Coverage is as of the window's last day. */
  async of(principal: Principal, report: CountyReport): Promise<Draft> {
    const coverage = await this.coverage.measure(principal, report.countyCode, report.windowTo);
    return { coverage, ...(await this.fill(principal, report, coverage)) };
  }

  /** As `of`, without the evidence that is frozen when it is handed in. */
  async look(principal: Principal, report: CountyReport): Promise<DraftOverview> {
    return this.fill(principal, report, await this.coverage.look(principal, report.countyCode, report.windowTo));
  }

  private async fill(principal: Principal, report: CountyReport, coverage: CoverageOfForms): Promise<DraftOverview> {
    const county = principal.scope.narrow(report.countyCode);
    const cases = await this.cases.of(report, county);
    const industries = new Map((await this.industries.of(county.city)).map(({ code, name }) => [code, name]));
    const system = systemForms(report.forms, coverage, cases.carried, industries);
    const overrides = judgeOverrides(await this.overrides.inForce(report), system);
    const stated = statedForms(system, overrides);
    const findings = checkReport({
      forms: stated,
      overrides,
      windowTo: report.windowTo,
      today: this.clock.today(),
      ...(await this.known.of(stated['annex-3'] ?? [], county, coverage.entries, report.windowTo)),
      earlier: { rows: cases.statedBefore, countedElsewhere: cases.countedElsewhere.map(caseRow) },
      unplacedCases: cases.unplaced,
    });
    return { report, cases, system, stated, overrides, findings, hash: sha256({ stated, overrides, findings }) };
  }
}

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
