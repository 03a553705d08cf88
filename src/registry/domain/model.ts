import type { Month } from '../../kernel/index.js';
import type { ScopeProposal } from './scope.js';

/** What an enterprise is recognised by across hand-overs of its county. */
export interface EnterpriseIdentity {
  readonly id: number;
  readonly nameKey: string;
  readonly aliasKeys: readonly string[];
  readonly creditCode: string | null;
}

/** A registry row as far as recognising its enterprise needs it. */
export interface RegistryRow {
  readonly nameKey: string;
  readonly formerNameKeys: readonly string[];
  readonly creditCode: string | null;
}

/** Where a line comes from: workbook (by its batch), sheet and row. */
export interface LineSource {
  readonly batchId: number;
  readonly sheet: string;
  readonly row: number;
}

/** What a hand-over says of one enterprise. */
export interface RegistryLine {
  readonly sequence: string;
  readonly industryCode: string | null;
  readonly industryText: string;
  readonly name: string;
  readonly address: string;
  /** The 职工人数 column; null where it could not be read or is blank. */
  readonly headcount: number | null;
  readonly contact: string;
  readonly phones: string;
  readonly remark: string;
  readonly creditCode: string | null;
  readonly legalRepresentative: string;
  readonly businessScope: string;
  readonly dustExposedHeadcount: number | null;
  readonly proposal: ScopeProposal | null;
  readonly suspended: boolean;
  readonly statedHeadcount: number | null;
  readonly insuredElsewhere: boolean;
}

/** The line in force for an enterprise as of a month, with its hand-over. */
export interface LineInForce extends RegistryLine {
  readonly enterpriseId: number;
  readonly countyCode: string;
  readonly handoverMonth: Month;
  /** The county's newest hand-over no longer lists the enterprise; its removal is not confirmed. */
  readonly noLongerListed: boolean;
  /** The month of the hand-over that made the proposal, or that no longer lists the enterprise. */
  readonly proposedMonth: Month;
  readonly source: LineSource;
}
