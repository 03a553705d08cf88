import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { canonicalJson } from '../../coverage/domain/index.js';
import type { CoverageEntry, FrozenCoverage } from '../../coverage/index.js';
import { RegionSource } from '../../geography/index.js';
import { notFound, shanghaiDate, type LocalDate } from '../../kernel/index.js';
import { sha256 } from '../../platform/files/file-store.js';
import { cityForms, CITY_FORMS, common, type ReportForm, type ReportForms } from '../domain/index.js';
import type { CoverageBehind } from '../form-contents.js';
import { ReportingStore, type CountyReport } from '../reporting.store.js';
import { readSubmitted } from '../submitted-content.js';
import { SubmissionStore } from '../submission.store.js';

export interface CountyOfTurn {
  readonly countyName: string;
  readonly report: CountyReport;
}

/** What the counties together state for a due day: of accepted reports only. Holds personal data. */
export interface CityAssembly {
  readonly dueOn: LocalDate;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly accepted: readonly CountyOfTurn[];
  /** Counties that owe a report which is not accepted, and hence are in no figure; also one that is unlocked. */
  readonly pending: readonly CountyOfTurn[];
  readonly stated: ReportForms;
  readonly coverage: CoverageBehind;
  /** SHA-256 of which submissions it is made of. */
  readonly hash: string;
  /** 填报时间: the day on which the last of them was handed in, else the due day; not the day of making, so that the same reports give the same bytes. */
  readonly filledOn: LocalDate;
}

interface Piece {
  readonly countyCode: string;
  readonly hash: string;
  readonly submittedAt: Date;
  readonly forms: ReportForms;
  readonly targetClause: string | null;
  readonly entries: readonly CoverageEntry[];
}

/** Assembles the city's forms from the submitted content of accepted reports, each checked against its hash. */
@Injectable()
export class AssembleCity {
  constructor(
    private readonly store: ReportingStore,
    private readonly submissions: SubmissionStore,
    private readonly regions: RegionSource,
  ) {}

  /** The reports of a due day, as they stand. Throws Problem `right-missing`, or `not-found` where nothing is due on that day. */
  async reports(principal: Principal, dueOn: LocalDate): Promise<CountyReport[]> {
    demand(principal, 'report.review');
    const reports = await this.store.list(principal.scope, { from: dueOn, to: dueOn });
    if (reports.length === 0) throw notFound('该截止日的报表');
    return reports;
  }

  /** Throws Problem `submission-damaged`, which names the report. `reports` are of one due day. */
  async of(principal: Principal, reports: readonly CountyReport[]): Promise<CityAssembly> {
    demand(principal, 'report.review');
    const [first] = reports;
    if (!first) throw notFound('该截止日的报表');
    const tree = await this.regions.tree();
    const counties = reports.map((report) => ({ report, countyName: tree.get(report.countyCode)?.name ?? report.countyCode }));
    const accepted = counties.filter(({ report }) => report.state === 'accepted');
    const pieces: Piece[] = [];
    // One after the other: of each content only what the forms show is kept.
    for (const { report } of accepted) pieces.push(await this.piece(report));
    const { dueOn, windowFrom, windowTo } = first;
    return {
      dueOn,
      windowFrom,
      windowTo,
      accepted,
      pending: counties.filter(({ report }) => report.state !== 'accepted'),
      stated: cityForms(
        pieces.map(({ forms }) => forms),
        formsOwed(reports),
      ),
      coverage: behind(pieces, windowTo),
      hash: sha256(canonicalJson({ dueOn, reports: pieces.map(({ countyCode, hash }) => ({ countyCode, hash })) })),
      filledOn:
        pieces
          .map(({ submittedAt }) => shanghaiDate(submittedAt))
          .sort()
          .at(-1) ?? dueOn,
    };
  }

  private async piece(report: CountyReport): Promise<Piece> {
    const submission = report.submissionId === null ? undefined : await this.submissions.byId(report, report.submissionId);
    if (!submission) throw notFound('该次提交');
    const { forms, coverage } = readSubmitted(submission.content);
    const { report: measured, entries } = coverage as Pick<FrozenCoverage, 'report' | 'entries'>;
    const { hash, submittedAt } = submission;
    return { countyCode: report.countyCode, hash, submittedAt, forms, targetClause: measured.total.targetClause, entries };
  }
}

const formsOwed = (reports: readonly CountyReport[]): ReportForm[] =>
  CITY_FORMS.filter((form) => reports.some(({ forms }) => forms.includes(form)));

const behind = (pieces: readonly Piece[], asOf: LocalDate): CoverageBehind => ({
  report: { asOf, total: { targetClause: common(pieces.map(({ targetClause }) => targetClause)) } },
  entries: pieces.flatMap(({ entries }) => entries),
  // Each county's sample is its own: their rates do not add up to one of the city.
  linkQuality: null,
});
