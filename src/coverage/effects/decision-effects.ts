import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { notFound, type LocalDate } from '../../kernel/index.js';
import { openCandidates, SHOWN_CANDIDATES, type Link } from '../../matching/index.js';
import { RegistryStore } from '../../registry/index.js';
import { sumCoverage, type CoverageLine, type LineHead } from '../domain/index.js';
import { LineHeads } from '../line-heads.js';
import { MeasureEntries, type CoverageFacts, type EntryOverview } from '../measure-entries.js';
import { MeasuredCounties } from '../measured-counties.js';
import { supposeFacts, touchedBy } from './suppose-facts.js';

export interface CandidateEffect {
  readonly unitId: number;
  /** The county's line if the candidate were the enterprise; null where the unit is linked to another enterprise, so that nobody can say so. */
  readonly ifSame: CoverageLine | null;
  readonly ifDifferent: CoverageLine;
}

export interface DecisionEffects {
  readonly countyCode: string;
  readonly asOf: LocalDate;
  readonly now: CoverageLine;
  /** Up to nine open candidates, best first. */
  readonly candidates: readonly CandidateEffect[];
}

/** What each decision on an enterprise's candidates would do to its county's coverage. */
@Injectable()
export class MeasureDecisionEffects {
  constructor(
    private readonly counties: MeasuredCounties,
    private readonly measured: MeasureEntries,
    private readonly heads: LineHeads,
    private readonly registry: RegistryStore,
  ) {}

  async of(principal: Principal, enterpriseId: number, asOf: LocalDate): Promise<DecisionEffects> {
    demand(principal, 'data.read');
    const enterprise = await this.registry.enterprise(enterpriseId, principal.scope);
    if (!enterprise) throw notFound('该企业');
    const { countyCode } = enterprise;
    const scope = principal.scope.narrow(countyCode);
    const entries = (await this.counties.of(scope, asOf)).get(countyCode)?.entries ?? [];
    const lines = entries.map(({ line }) => line);
    const [facts, head] = await Promise.all([
      this.measured.readAround(scope, enterpriseId, lines, asOf),
      this.heads.ofCounty(scope, countyCode, asOf),
    ]);
    const county = new SupposedCounty(this.measured, facts, head, entries, enterpriseId, asOf);
    const candidates: CandidateEffect[] = [];
    for (const link of openOf(facts, enterpriseId)) candidates.push(await effectOf(county, facts, link));
    return { countyCode, asOf, now: sumCoverage(head, entries), candidates };
  }
}

async function effectOf(county: SupposedCounty, facts: CoverageFacts, link: Link): Promise<CandidateEffect> {
  const isTaken = facts.owners.some(
    ({ unitId, enterpriseId, status }) =>
      unitId === link.unitId && enterpriseId !== link.enterpriseId && (status === 'auto' || status === 'confirmed'),
  );
  return {
    unitId: link.unitId,
    ifSame: isTaken ? null : await county.after(link, 'confirmed'),
    ifDifferent: await county.after(link, 'rejected'),
  };
}

/** A county in which one enterprise's decisions are tried out: only what they touch is measured anew. */
class SupposedCounty {
  private readonly touched: ReadonlySet<number>;

  constructor(
    private readonly measured: MeasureEntries,
    private readonly facts: CoverageFacts,
    private readonly head: LineHead,
    private readonly entries: readonly EntryOverview[],
    enterpriseId: number,
    private readonly asOf: LocalDate,
  ) {
    this.touched = touchedBy(facts, enterpriseId);
  }

  async after(link: Link, status: 'confirmed' | 'rejected'): Promise<CoverageLine> {
    const lines = this.facts.lines.filter(({ enterpriseId }) => this.touched.has(enterpriseId));
    const again = await this.measured.entriesOf(supposeFacts(this.facts, { link, status }), lines, this.asOf);
    const replaced = new Map(again.map((entry) => [entry.line.enterpriseId, entry]));
    return sumCoverage(
      this.head,
      this.entries.map((entry) => replaced.get(entry.line.enterpriseId) ?? entry),
    );
  }
}

function openOf({ links, owners }: CoverageFacts, enterpriseId: number): Link[] {
  const elsewhere = owners.filter((owner) => owner.enterpriseId !== enterpriseId && owner.status === 'confirmed');
  const given = new Set(elsewhere.map(({ unitId }) => unitId));
  return openCandidates(
    links.filter((link) => link.enterpriseId === enterpriseId),
    given,
  ).slice(0, SHOWN_CANDIDATES);
}
