import type { EnrolmentUnit, InsuredUnit } from '../../enrolment/index.js';
import { groupBy } from '../../kernel/index.js';
import type { EnterpriseDetail } from '../../registry/index.js';
import type { BandMember } from './bulk/band.js';
import type { DescribedCandidate, DescribedEntry } from './describe-entry.js';
import { differingFields, effective } from './domain/index.js';
import type { CandidateView, EnterpriseFactsView, EntryHeadView, EntryView, UnitFactsView } from './entry.views.js';
import type { RecordedChange } from './history.store.js';
import type { Entry } from './read-entries.js';
import type { ActChangeView, ActView, BulkMemberView } from './review.views.js';
import { deedOf, hasActs } from './stale-entry.js';

export function entryHead({ enterprise, state, version, open }: Entry): EntryHeadView {
  const [best] = open;
  return {
    enterpriseId: enterprise.id,
    countyCode: enterprise.countyCode,
    name: enterprise.name,
    industryCode: enterprise.line?.industryCode ?? null,
    state,
    version,
    openCandidates: open.length,
    bestScore: best?.score ?? null,
    differs: best ? differingFields(best) : [],
  };
}

export const entryView = (entry: DescribedEntry): EntryView => ({
  enterprise: enterpriseFacts(entry.enterprise),
  state: entry.state,
  version: entry.version,
  canUndo: hasActs(entry),
  candidates: entry.candidates.map(candidateView),
});

export function enterpriseFacts({ id, countyCode, name, aliases, creditCode, line }: EnterpriseDetail): EnterpriseFactsView {
  return {
    enterpriseId: id,
    countyCode,
    name,
    aliases: [...aliases],
    creditCode,
    industryCode: line?.industryCode ?? null,
    industryText: line?.industryText ?? '',
    address: line?.address ?? '',
    headcount: line?.headcount ?? null,
    contact: line?.contact ?? '',
    phones: line?.phones ?? '',
    remark: line?.remark ?? '',
    handoverMonth: line?.handoverMonth ?? null,
    source: line?.source ?? null,
  };
}

export const unitFacts = ({ id, unitNo, name, creditCode, countyCode }: EnrolmentUnit, insured: InsuredUnit | null): UnitFactsView => ({
  unitId: id,
  unitNo,
  name,
  creditCode,
  countyCode,
  insuredCount: insured?.insuredCount ?? null,
  month: insured?.month ?? null,
  source: insured?.source ?? null,
});

function candidateView({ link, unit, insured, segments, earlier, contested }: DescribedCandidate): CandidateView {
  const { id, status, tier, relation, score, reason, evidence, decidedBy, decidedAt, note } = link;
  return {
    linkId: id,
    status,
    tier,
    relation,
    score,
    reason,
    evidence: evidence.map((entry) => ({ ...entry })),
    segments: segments.map((segment) => ({ ...segment })),
    unit: unitFacts(unit, insured),
    contested,
    earlier: earlier && { ...earlier },
    decidedBy,
    decidedAt,
    note,
  };
}

/** Acts with their changes, newest first. */
export function actViews(changes: readonly RecordedChange[]): ActView[] {
  const holding = new Set(effective(changes).map(({ id }) => id));
  return [...groupBy(changes, ({ actId }) => actId).values()]
    .flatMap((ofAct): ActView[] => {
      const [first] = ofAct;
      if (!first) return [];
      const { actId: id, kind, actedBy: by, actedAt: at, note } = first;
      const undone = kind !== 'undo' && ofAct.every((change) => !holding.has(change.id));
      return [{ id, kind, words: deedOf(kind), by, at, note, undone, changes: ofAct.map(changeView) }];
    })
    .sort((a, b) => b.id - a.id);
}

export const changeView = ({ enterpriseId, unitId, unitNo, unitName, fromStatus: from, toStatus: to }: RecordedChange): ActChangeView => ({
  enterpriseId,
  unitId,
  unitNo,
  unitName,
  from,
  to,
});

export const memberView = ({ entry, link }: BandMember): BulkMemberView => ({
  enterpriseId: entry.enterprise.id,
  enterpriseName: entry.enterprise.name,
  unitId: link.unitId,
  unitName: entry.units.get(link.unitId)?.name ?? '',
  score: link.score,
});
