import { Injectable } from '@nestjs/common';
import { In, LessThan, MoreThan } from 'typeorm';
import { PersonalDataCipher } from '../../access/index.js';
import { Database } from '../../platform/database/index.js';
import { DisclosureStore, type ExportDecision, type NewExportRequest } from '../disclosure.store.js';
import type { ExportRequest } from '../domain/index.js';
import { ExportRequestEntity, PersonalLookEntity } from './disclosure.entities.js';

@Injectable()
export class TypeOrmDisclosureStore extends DisclosureStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
  ) {
    super();
  }

  async list(
    regionCodes: readonly string[],
    { beforeId, limit }: { readonly beforeId?: number | undefined; readonly limit: number },
  ): Promise<ExportRequest[]> {
    const rows = await this.database.reader.find(ExportRequestEntity, {
      where: { regionCode: In([...regionCodes]), ...(beforeId === undefined ? {} : { id: LessThan(beforeId) }) },
      order: { id: 'DESC' },
      take: limit,
    });
    return rows.map((row) => this.opened(row));
  }

  async find(id: number, regionCodes: readonly string[]): Promise<ExportRequest | undefined> {
    const row = await this.database.reader.findOneBy(ExportRequestEntity, { id, regionCode: In([...regionCodes]) });
    return row ? this.opened(row) : undefined;
  }

  async add(request: NewExportRequest): Promise<ExportRequest> {
    const { writer } = this.database;
    const undecided = { state: 'requested', decidedBy: null, decidedAt: null, decisionReason: null, downloads: 0, version: 1 } as const;
    const row = { ...request, ...undecided, reason: this.cipher.seal(request.reason) };
    return this.opened(await writer.save(writer.create(ExportRequestEntity, row)));
  }

  async decide({ id, version }: ExportRequest, { decisionReason, ...decision }: ExportDecision): Promise<boolean> {
    const sealed = decisionReason === null ? null : this.cipher.seal(decisionReason);
    const values = { ...decision, decisionReason: sealed, version: version + 1 };
    return (await this.database.writer.update(ExportRequestEntity, { id, version }, values)).affected === 1;
  }

  async countDownload({ id, version, downloads }: ExportRequest): Promise<boolean> {
    const values = { downloads: downloads + 1, version: version + 1 };
    return (await this.database.writer.update(ExportRequestEntity, { id, version }, values)).affected === 1;
  }

  looksSince(userId: number, since: Date): Promise<number> {
    return this.database.reader.countBy(PersonalLookEntity, { userId, lookedAt: MoreThan(since) });
  }

  async addLook(userId: number, lookedAt: Date): Promise<void> {
    await this.database.writer.insert(PersonalLookEntity, { userId, lookedAt });
  }

  private opened({ reason, decisionReason, ...row }: ExportRequestEntity): ExportRequest {
    return { ...row, reason: this.cipher.open(reason), decisionReason: decisionReason === null ? null : this.cipher.open(decisionReason) };
  }
}
