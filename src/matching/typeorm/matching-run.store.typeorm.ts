import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { Database, insertInChunks } from '../../platform/database/index.js';
import type { MatchingRun, RunPart, RunPhase, RunState } from '../runs/matching-run.js';
import { MatchingRunStore, type NewRun, type RunEnd } from '../runs/matching-run.store.js';
import { MatchingRunEntity, MatchingRunPartEntity } from './matching-run.entities.js';

const NOT_ENDED = { finishedAt: null, auto: null, review: null, confirmed: null, none: null, failure: null };

@Injectable()
export class TypeOrmMatchingRunStore extends MatchingRunStore {
  constructor(private readonly database: Database) {
    super();
  }

  async add(run: NewRun): Promise<MatchingRun> {
    const { writer } = this.database;
    const begun = { state: 'running', phase: 'prepare', ...NOT_ENDED } as const;
    const row = writer.create(MatchingRunEntity, { ...run, ...begun });
    return toRun(await writer.save(row));
  }

  async find(id: number): Promise<MatchingRun | undefined> {
    const row = await this.database.reader.findOneBy(MatchingRunEntity, { id });
    return row ? toRun(row) : undefined;
  }

  async running(organisations: readonly string[]): Promise<MatchingRun | undefined> {
    const own = new Set(organisations);
    const rows = await this.database.reader.findBy(MatchingRunEntity, { state: 'running' });
    const row = rows.find(({ regionCode }) => own.has(regionCode));
    return row && toRun(row);
  }

  async newestOfCity(cityCode: string): Promise<MatchingRun | undefined> {
    const where = { state: 'done', wholeCity: true, regionCode: cityCode } as const;
    const row = await this.database.reader.findOne(MatchingRunEntity, { where, order: { id: 'DESC' } });
    return row ? toRun(row) : undefined;
  }

  async writtenAfter(runId: number, organisations: readonly string[]): Promise<MatchingRun[]> {
    const own = new Set(organisations);
    const where = { id: MoreThan(runId), phase: 'write' as const, state: In<RunState>(['done', 'cancelled', 'failed']) };
    const rows = await this.database.reader.findBy(MatchingRunEntity, where);
    return rows.filter(({ regionCode }) => own.has(regionCode)).map(toRun);
  }

  async begin(runId: number, phase: RunPhase, parts: readonly RunPart[]): Promise<void> {
    const { writer } = this.database;
    await writer.update(MatchingRunEntity, { id: runId }, { phase });
    await insertInChunks(
      writer,
      MatchingRunPartEntity,
      parts.map((part) => ({ ...part, runId, phase, doneAt: null })),
    );
  }

  async part(runId: number, phase: RunPhase, part: number): Promise<RunPart | undefined> {
    return (await this.database.reader.findOneBy(MatchingRunPartEntity, { runId, phase, part })) ?? undefined;
  }

  async progress(runId: number, phase: RunPhase): Promise<{ done: number; total: number }> {
    const { reader } = this.database;
    const total = await reader.countBy(MatchingRunPartEntity, { runId, phase });
    return { done: await reader.countBy(MatchingRunPartEntity, { runId, phase, doneAt: Not(IsNull()) }), total };
  }

  async complete(runId: number, phase: RunPhase, part: number, at: Date): Promise<boolean> {
    const where = { runId, phase, part, doneAt: IsNull() };
    return (await this.database.writer.update(MatchingRunPartEntity, where, { doneAt: at })).affected === 1;
  }

  async end(runId: number, { state, at, counts, failure }: RunEnd): Promise<boolean> {
    const { writer } = this.database;
    const values = { state, finishedAt: at, failure, ...counts };
    if ((await writer.update(MatchingRunEntity, { id: runId, state: 'running' }, values)).affected !== 1) return false;
    await writer.delete(MatchingRunPartEntity, { runId });
    return true;
  }
}

function toRun({ auto, review, confirmed, none, ...row }: MatchingRunEntity): MatchingRun {
  const isCounted = auto !== null && review !== null && confirmed !== null && none !== null;
  return { ...row, counts: isCounted ? { auto, review, confirmed, none } : null };
}
