import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Scope } from '../../../access/index.js';
import { Database, insertInChunks } from '../../../platform/database/index.js';
import { SecondLooks, type DrawnPair, type Judgement, type SecondLook, type SecondLookItem } from '../second-look.store.js';
import { SecondLookEntity, SecondLookItemEntity } from './second-look.entities.js';

const UNJUDGED = { verdict: null, judgedBy: null, judgedById: null, judgedAt: null, note: null };

@Injectable()
export class TypeOrmSecondLooks extends SecondLooks {
  constructor(private readonly database: Database) {
    super();
  }

  async add(look: Omit<SecondLook, 'id'>, pairs: readonly DrawnPair[]): Promise<SecondLook> {
    const { writer } = this.database;
    const row = await writer.save(writer.create(SecondLookEntity, { ...look }));
    const { countyCode, id: lookId } = row;
    await insertInChunks(
      writer,
      SecondLookItemEntity,
      pairs.map((pair) => ({ ...pair, ...UNJUDGED, lookId, countyCode })),
    );
    return row;
  }

  list(scope: Scope): Promise<SecondLook[]> {
    return this.database.reader.find(SecondLookEntity, { where: { countyCode: In([...scope.countyCodes]) }, order: { id: 'DESC' } });
  }

  items(scope: Scope, lookId?: number): Promise<SecondLookItem[]> {
    const where = { countyCode: In([...scope.countyCodes]), ...(lookId === undefined ? {} : { lookId }) };
    return this.database.reader.find(SecondLookItemEntity, { where, order: { id: 'ASC' } });
  }

  async item(scope: Scope, id: number): Promise<SecondLookItem | undefined> {
    return (await this.database.reader.findOneBy(SecondLookItemEntity, { id, countyCode: In([...scope.countyCodes]) })) ?? undefined;
  }

  async judge(id: number, judgement: Judgement): Promise<boolean> {
    return (await this.database.writer.update(SecondLookItemEntity, { id, verdict: IsNull() }, { ...judgement })).affected === 1;
  }
}
