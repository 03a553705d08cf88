import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal, type Scope } from '../../../access/index.js';
import { groupBy, notFound, Problem } from '../../../kernel/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/index.js';
import { RULESET_VERSION } from '../../domain/index.js';
import { LINKS_LOCK } from '../../link.store.js';
import { bandFingerprint, drawSample, MAX_SEED, SAMPLE_SIZE, sampleAnswer, type EntryFilter, type SampleAnswer } from '../domain/index.js';
import { DecisionHistory } from '../history.store.js';
import { ReadBand } from './band.js';
import { BulkSamples, type BulkSample } from './bulk-sample.store.js';

export interface SampleOutcome {
  readonly sample: BulkSample;
  /** In the order of `sample.pairs`. */
  readonly answers: readonly SampleAnswer[];
}

/** Draws a sample of a band, and tells how its pairs were decided one by one. */
@Injectable()
export class SampleBand {
  constructor(
    private readonly samples: BulkSamples,
    private readonly band: ReadBand,
    private readonly history: DecisionHistory,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** The sample of the band: the one that is still to be decided where there is one, so that nobody draws until the sample pleases. */
  async draw(principal: Principal, county: string | undefined, filter: EntryFilter): Promise<SampleOutcome> {
    demand(principal, 'match.decide');
    const scope = principal.scope.narrow(county);
    const fingerprint = bandFingerprint(scope.countyCodes, filter, RULESET_VERSION);
    return this.database.unitOfWork(async () => {
      const known = await this.samples.unused(fingerprint);
      return this.outcomeOf(scope, known ?? (await this.drawNew(principal, scope, filter, fingerprint)));
    }, LINKS_LOCK);
  }

  /** A sample that reaches beyond the principal's counties is none of theirs. */
  async outcome(principal: Principal, sampleId: number): Promise<SampleOutcome> {
    demand(principal, 'match.decide');
    const sample = await this.samples.find(sampleId);
    if (!sample?.counties.every((code) => principal.scope.allows(code))) throw notFound('该抽样');
    return this.outcomeOf(principal.scope, sample);
  }

  private async drawNew(principal: Principal, scope: Scope, filter: EntryFilter, fingerprint: string): Promise<BulkSample> {
    const { members } = await this.band.of(scope, filter, RULESET_VERSION);
    if (members.length <= SAMPLE_SIZE) {
      const message = `该筛选范围内可批量确认的只有 ${members.length} 条，不多于抽样数 ${SAMPLE_SIZE} 条，请逐条核对。`;
      throw new Problem('conflict', 'band-too-small', message, { available: members.length, sampleSize: SAMPLE_SIZE });
    }
    const seed = randomInt(MAX_SEED);
    const pairs = drawSample(members, SAMPLE_SIZE, seed).map(({ link: { enterpriseId, unitId } }) => ({ enterpriseId, unitId }));
    const drawn = { drawnBy: principal.displayName, drawnAt: this.clock.now() };
    const sample = await this.samples.add({
      counties: [...scope.countyCodes],
      filter,
      fingerprint,
      ruleset: RULESET_VERSION,
      seed,
      pairs,
      ...drawn,
    });
    this.audit.record(principal, {
      action: 'bulk.sampled',
      subject: { kind: 'sample', id: sample.id },
      county: scope.countyCodes.length === 1 ? scope.countyCodes[0] : null,
      after: { band: members.length, sampled: pairs.length, seed, ruleset: RULESET_VERSION },
    });
    return sample;
  }

  private async outcomeOf(scope: Scope, sample: BulkSample): Promise<SampleOutcome> {
    const ids = sample.pairs.map(({ enterpriseId }) => enterpriseId);
    const since = (await this.history.ofEnterprises(scope, ids)).filter(({ actedAt }) => actedAt >= sample.drawnAt);
    const sinceOf = groupBy(since, ({ enterpriseId }) => enterpriseId);
    return { sample, answers: sample.pairs.map((pair) => sampleAnswer(pair, sinceOf.get(pair.enterpriseId) ?? [])) };
  }
}
