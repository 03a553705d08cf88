import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
import { shanghaiDate, type LocalDate } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { isOverdue } from '../domain/index.js';
import { ShowCompleteness, type CompletenessEntry, type CompletenessReport } from '../show-completeness.js';
import type { Receipt } from '../submission.store.js';
import { CityStore } from './city.store.js';

export interface MatrixCell extends CompletenessEntry {
  readonly overdue: boolean;
  /** Of the newest submission, also while the report is returned or unlocked; null before the first. */
  readonly receipt: Receipt | null;
}

export interface CountyMatrix extends Omit<CompletenessReport, 'entries'> {
  readonly cells: readonly MatrixCell[];
}

/** 旗县区 x 期: where every county stands with every report that is due within some days. Two queries, however many counties. */
@Injectable()
export class ShowMatrix {
  constructor(
    private readonly completeness: ShowCompleteness,
    private readonly store: CityStore,
    private readonly clock: Clock,
  ) {}

  /** Both days included. Throws Problem `right-missing` or `period-invalid`. */
  async run(principal: Principal, from: LocalDate, to: LocalDate): Promise<CountyMatrix> {
    const { entries, ...totals } = await this.completeness.run(principal, from, to);
    const receipts = await this.store.receipts(principal.scope, from, to);
    const today = shanghaiDate(this.clock.now());
    const cells = entries.map((entry): MatrixCell => {
      const { submissionId, state, dueOn } = entry.report;
      const receipt = submissionId === null ? undefined : receipts.get(submissionId);
      return { ...entry, overdue: isOverdue(state, dueOn, today), receipt: receipt ?? null };
    });
    return { ...totals, cells };
  }
}
