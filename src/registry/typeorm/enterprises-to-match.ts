import { groupBy } from '../../kernel/index.js';
import { idsBetween, idsIn, inLists, type Database, type IdSelection } from '../../platform/database/index.js';
import { isNewer } from '../domain/index.js';
import type { EnterpriseToMatch } from '../registry.store.js';
import { EnterpriseAliasEntity, EnterpriseEntity, RegistryLineEntity, type RegistryHandoverEntity } from './registry.entities.js';

type LineRow = Pick<RegistryLineEntity, 'id' | 'enterpriseId' | 'handoverId' | 'name' | 'address' | 'headcount' | 'contact' | 'phones'>;
type Handover = Pick<RegistryHandoverEntity, 'id' | 'countyCode' | 'month'>;

const LINE_COLUMNS = ['id', 'enterpriseId', 'handoverId', 'name', 'address', 'headcount', 'contact', 'phones'] as const;

/** Reads enterprises for matching, a stretch of ids at a time, as plain rows: there may be a million. */
export class EnterprisesToMatch {
  constructor(private readonly database: Database) {}

  /** Those with ids from `first` to `last`. */
  among(handovers: readonly Handover[], first: number, last: number): Promise<EnterpriseToMatch[]> {
    return this.read(handovers, idsBetween(first, last));
  }

  /** Those of the ids, in their order where they ascend. */
  of(handovers: readonly Handover[], ids: readonly number[]): Promise<EnterpriseToMatch[]> {
    return inLists(ids, (piece) => this.read(handovers, idsIn(piece)));
  }

  private async read(handovers: readonly Handover[], ids: IdSelection): Promise<EnterpriseToMatch[]> {
    const byId = new Map(handovers.map((handover) => [handover.id, handover]));
    const codes = new Map((await this.identities(ids)).map(({ id, creditCode }) => [id, creditCode]));
    const aliases = groupBy(await this.aliases(ids), ({ enterpriseId }) => enterpriseId);
    return newestOf(await this.lines(ids), byId).map(({ line, countyCode }) => ({
      id: line.enterpriseId,
      countyCode,
      name: line.name,
      aliases: (aliases.get(line.enterpriseId) ?? []).map(({ name }) => name),
      creditCode: codes.get(line.enterpriseId) ?? null,
      address: line.address,
      headcount: line.headcount,
      contact: line.contact,
      phones: line.phones === '' ? [] : line.phones.split('、'),
    }));
  }

  private identities({ where, values }: IdSelection): Promise<Pick<EnterpriseEntity, 'id' | 'creditCode'>[]> {
    return this.database.reader
      .createQueryBuilder(EnterpriseEntity, 'enterprise')
      .select(['enterprise.id AS id', 'enterprise.creditCode AS creditCode'])
      .where(where('enterprise.id'), values)
      .getRawMany();
  }

  private aliases({ where, values }: IdSelection): Promise<Pick<EnterpriseAliasEntity, 'enterpriseId' | 'name'>[]> {
    return this.database.reader
      .createQueryBuilder(EnterpriseAliasEntity, 'alias')
      .select(['alias.enterpriseId AS enterpriseId', 'alias.name AS name'])
      .where(where('alias.enterpriseId'), values)
      .orderBy('alias.id')
      .getRawMany();
  }

  private lines({ where, values }: IdSelection): Promise<LineRow[]> {
    return this.database.reader
      .createQueryBuilder(RegistryLineEntity, 'line')
      .select(LINE_COLUMNS.map((column) => `line.${column} AS ${column}`))
      .where(where('line.enterpriseId'), values)
      .orderBy('line.enterpriseId')
      .addOrderBy('line.id')
      .getRawMany();
  }
}

/** For each enterprise the line of the newest hand-over, as `newestLines` has it; lines of other counties' hand-overs do not count. */
function newestOf(lines: readonly LineRow[], handovers: ReadonlyMap<number, Handover>): { line: LineRow; countyCode: string }[] {
  const newest = new Map<number, { line: LineRow; handover: Handover }>();
  for (const line of lines) {
    const handover = handovers.get(line.handoverId);
    if (!handover) continue;
    const best = newest.get(line.enterpriseId)?.handover;
    if (!best || isNewer(handover, best)) newest.set(line.enterpriseId, { line, handover });
  }
  return [...newest.values()].map(({ line, handover }) => ({ line, countyCode: handover.countyCode }));
}
