import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { groupBy, Problem, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { completenessOf, punctualityOf, type Completeness, type Punctuality } from './domain/index.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';

export interface CompletenessLine extends Completeness {
  readonly code: string;
  readonly name: string;
}

export interface CompletenessEntry {
  readonly report: CountyReport;
  readonly countyName: string;
  readonly punctuality: Punctuality;
}

export interface CompletenessReport {
  readonly entries: readonly CompletenessEntry[];
  /** Over all turns, per county. */
  readonly byCounty: readonly CompletenessLine[];
  /** Over all counties, per turn: `code` is cycle and due day. */
  readonly byTurn: readonly CompletenessLine[];
  readonly total: Completeness;
}

/** 应报, 已报, 按时, 逾期 of the reports due within some days: late is not missing. */
@Injectable()
export class ShowCompleteness {
  constructor(
    private readonly store: ReportingStore,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
  ) {}

  /** Both days included. Throws Problem `right-missing` or `period-invalid`. */
  async run(principal: Principal, from: LocalDate, to: LocalDate): Promise<CompletenessReport> {
    demand(principal, 'report.read');
    if (from > to) throw new Problem('invalid', 'period-invalid', '起始日不能晚于截止日，请修改后重试。');
    const regions = await this.regions.tree();
    const now = this.clock.now();
    const entries = (await this.store.list(principal.scope, { from, to })).map((report): CompletenessEntry => {
      const countyName = regions.get(report.countyCode)?.name ?? report.countyCode;
      const isUnlocked = report.unlocking !== null && report.state === 'drafting';
      return { report, countyName, punctuality: punctualityOf(report, isUnlocked, now) };
    });
    return {
      entries,
      byCounty: lines(
        entries,
        ({ report }) => report.countyCode,
        ({ countyName }) => countyName,
      ),
      byTurn: lines(
        entries,
        ({ report }) => `${report.cycleCode} ${report.dueOn}`,
        ({ report }) => `${report.dueOn} 截止`,
      ),
      total: completenessOf(entries.map(({ punctuality }) => punctuality)),
    };
  }
}

type NameOf = (entry: CompletenessEntry) => string;

const lines = (entries: readonly CompletenessEntry[], codeOf: NameOf, nameOf: NameOf): CompletenessLine[] =>
  [...groupBy(entries, codeOf)].map(([code, [first, ...rest]]) => {
    const members = first ? [first, ...rest] : [];
    return { code, name: first ? nameOf(first) : code, ...completenessOf(members.map(({ punctuality }) => punctuality)) };
  });
