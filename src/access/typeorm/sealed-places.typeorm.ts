import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, sealedColumns } from '../../platform/database/index.js';
import { SealedPlaces, type RowKey, type SealedPlace, type SealedValue } from '../sealing/sealed-places.js';

/** `v1:`, the key's id, and the colon behind it. */
const HEAD_CHARACTERS = 12;
const headOf = (keyId: string): string => `v1:${keyId}:`;

@Injectable()
export class TypeOrmSealedPlaces extends SealedPlaces {
  constructor(private readonly database: Database) {
    super();
  }

  all(): readonly SealedPlace[] {
    return sealedColumns(this.database.reader.dataSource).map(({ table, column }) => ({ table, column }));
  }

  async sealedOtherwise(place: SealedPlace, keyId: string, after: RowKey | null, limit: number): Promise<SealedValue[]> {
    const { id, column } = this.namesOf(place);
    const query = this.query(this.database.reader, place)
      .select(`place.${id}`, 'id')
      .addSelect(`place.${column}`, 'text')
      .where(`place.${column} LIKE 'v1:%'`)
      .andWhere(`SUBSTR(place.${column}, 1, ${HEAD_CHARACTERS}) <> :head`, { head: headOf(keyId) })
      .orderBy(`place.${id}`, 'ASC')
      .limit(limit);
    return (after === null ? query : query.andWhere(`place.${id} > :after`, { after })).getRawMany<SealedValue>();
  }

  async replace(place: SealedPlace, from: SealedValue, to: string): Promise<void> {
    const { id, column } = this.namesOf(place);
    await this.database.writer
      .createQueryBuilder()
      .update(place.table)
      .set({ [column]: to })
      .where(`${id} = :id AND ${column} = :from`, { id: from.id, from: from.text })
      .execute();
  }

  async anySealedBy(place: SealedPlace, keyId: string): Promise<boolean> {
    const { column } = this.namesOf(place);
    return this.query(this.database.reader, place)
      .where(`SUBSTR(place.${column}, 1, ${HEAD_CHARACTERS}) = :head`, { head: headOf(keyId) })
      .getExists();
  }

  private query(manager: EntityManager, { table }: SealedPlace): ReturnType<EntityManager['createQueryBuilder']> {
    return manager.createQueryBuilder(table, 'place');
  }

  /** Tables are entities by their own names; `id` is the one column of their key. */
  private namesOf({ table, column }: SealedPlace): { readonly id: string; readonly column: string } {
    const [id] = this.database.reader.dataSource.getMetadata(table).primaryColumns;
    if (!id) throw new Error(`${table} has no key.`);
    return { id: id.propertyName, column };
  }
}
