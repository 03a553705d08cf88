import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../../access/index.js';
import { Problem } from '../../../kernel/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/index.js';
import { RULESET_VERSION } from '../../domain/index.js';
import { LINKS_LOCK } from '../../link.store.js';
import { ChangeLinks, keptOf, type Transition } from '../change-links.js';
import { answeredBy } from '../domain/index.js';
import { ReadBand, type Band, type BandMember } from './band.js';
import { BulkSamples } from './bulk-sample.store.js';
import { SampleBand, type SampleOutcome } from './sample-band.js';

export interface BulkAcceptance extends Band {
  /** The act, by which the whole can be undone. */
  readonly actId: number;
}

/** Confirms what is left of a band whose sample was confirmed one by one, in one unit of work. */
@Injectable()
export class AcceptBand {
  constructor(
    private readonly samples: BulkSamples,
    private readonly sampling: SampleBand,
    private readonly band: ReadBand,
    private readonly changes: ChangeLinks,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes nothing that its reviewer has not seen the number of: `expected` is how many candidates the band has. */
  async accept(principal: Principal, sampleId: number, expected: number, note: string | null): Promise<BulkAcceptance> {
    demand(principal, 'match.decide');
    return this.database.unitOfWork(async () => {
      const outcome = await this.sampling.outcome(principal, sampleId);
      refuseUnfit(outcome);
      const band = await this.read(principal, outcome);
      if (band.members.length !== expected) throw bandChanged(band.members.length);
      const transitions = band.members.flatMap((member) => this.confirmed(principal, member, note));
      const actId = await this.changes.carryOut(principal, { kind: 'bulk', note }, transitions);
      if (!(await this.samples.use(sampleId, actId))) throw sampleUsed();
      return { actId, ...band };
    }, LINKS_LOCK);
  }

  /** What accepting would take now. */
  async preview(principal: Principal, sampleId: number): Promise<{ readonly outcome: SampleOutcome; readonly band: Band }> {
    const outcome = await this.sampling.outcome(principal, sampleId);
    return { outcome, band: await this.read(principal, outcome) };
  }

  private async read(principal: Principal, { sample }: SampleOutcome): Promise<Band> {
    const scope = sample.counties.length === 1 ? principal.scope.narrow(sample.counties[0]) : principal.scope;
    const sampled = new Set(sample.pairs.map(({ enterpriseId }) => enterpriseId));
    const { members, leftOut } = await this.band.of(scope, sample.filter, sample.ruleset);
    return { members: members.filter(({ entry }) => !sampled.has(entry.enterprise.id)), leftOut };
  }

  private confirmed(principal: Principal, { entry, link }: BandMember, note: string | null): Transition[] {
    const decision = { status: 'confirmed' as const, decidedBy: principal.displayName, decidedAt: this.clock.now(), note };
    const answered = answeredBy(link, entry.open).map((from) => ({ from, to: null }));
    return [{ from: link, to: { ...keptOf(link), ...decision } }, ...answered];
  }
}

/** Throws Problem `sample-outdated`, `sample-used`, `sample-unfinished`, `sample-has-different` or `sample-has-unsure`. */
function refuseUnfit({ sample, answers }: SampleOutcome): void {
  if (sample.ruleset !== RULESET_VERSION) throw new Problem('conflict', 'sample-outdated', '匹配规则已更新，该抽样不再适用，请重新抽样。');
  if (sample.acceptedByActId !== null) throw sampleUsed();
  const count = (answer: string | null): number => answers.filter((one) => one === answer).length;
  const outcome = { same: count('same'), different: count('different'), unsure: count('unsure'), undecided: count(null) };
  const refuse = (code: string, message: string): Problem => new Problem('conflict', code, message, outcome);
  if (outcome.different > 0)
    throw refuse('sample-has-different', `抽样中有 ${outcome.different} 条被认定不是同一单位，该范围不能批量确认，请逐条核对。`);
  if (outcome.undecided > 0) throw refuse('sample-unfinished', `抽样中还有 ${outcome.undecided} 条未逐条决定，请先完成抽样。`);
  if (outcome.unsure > 0) throw refuse('sample-has-unsure', `抽样中有 ${outcome.unsure} 条拿不准，请先查清后再批量确认。`);
}

const sampleUsed = (): Problem => new Problem('conflict', 'sample-used', '该抽样已用于一次批量确认，请重新抽样。');

const bandChanged = (current: number): Problem =>
  new Problem('conflict', 'band-changed', `该范围可批量确认的现为 ${current} 条，与您看到的不同，请查看后重新确认。`, { current });
