import { In, IsNull } from 'typeorm';
import { groupBy } from '../../kernel/index.js';
import { inLists, insertInChunks, type Database } from '../../platform/database/index.js';
import { EnterpriseAliasEntity, EnterpriseEntity } from './registry.entities.js';

/** What hand-overs teach of the identity of enterprises: codes and former names. */
export class LearntIdentities {
  constructor(private readonly database: Database) {}

  async aliasesOf(enterpriseIds: readonly number[]): Promise<ReadonlyMap<number, EnterpriseAliasEntity[]>> {
    const rows = await inLists(enterpriseIds, (ids) => this.database.reader.findBy(EnterpriseAliasEntity, { enterpriseId: In(ids) }));
    return groupBy(rows, ({ enterpriseId }) => enterpriseId);
  }

  /** A code that a later hand-over brings becomes part of the identity. */
  async addCodes(
    lines: readonly { readonly enterpriseId: number; readonly line: { readonly creditCode: string | null } }[],
  ): Promise<void> {
    for (const { enterpriseId, line } of lines) {
      if (line.creditCode === null) continue;
      await this.database.writer.update(EnterpriseEntity, { id: enterpriseId, creditCode: IsNull() }, { creditCode: line.creditCode });
    }
  }

  async addFormerNames(
    lines: readonly { readonly enterpriseId: number; readonly formerNames: readonly { name: string; nameKey: string }[] }[],
    by: string,
    at: Date,
  ): Promise<void> {
    const named = lines.filter((line) => line.formerNames.length > 0);
    const known = await this.aliasesOf(named.map((line) => line.enterpriseId));
    const fresh = named.flatMap(({ enterpriseId, formerNames }) =>
      formerNames
        .filter(({ nameKey }) => !(known.get(enterpriseId) ?? []).some((alias) => alias.nameKey === nameKey && alias.linkId === null))
        .map(({ name, nameKey }) => ({
          enterpriseId,
          name,
          nameKey,
          source: 'former-name' as const,
          linkId: null,
          createdBy: by,
          createdAt: at,
        })),
    );
    await insertInChunks(this.database.writer, EnterpriseAliasEntity, fresh);
  }
}
