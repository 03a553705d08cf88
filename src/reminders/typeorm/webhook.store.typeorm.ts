import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../platform/database/index.js';
import { WebhookStore, type KeptWebhook, type WebhookChange } from '../webhook.store.js';
import { OrganisationWebhookEntity } from './reminder.entities.js';

@Injectable()
export class TypeOrmWebhookStore extends WebhookStore {
  constructor(private readonly database: Database) {
    super();
  }

  of(organisations: readonly string[]): Promise<KeptWebhook[]> {
    return this.database.reader.findBy(OrganisationWebhookEntity, { regionCode: In([...organisations]) });
  }

  async find(regionCode: string): Promise<KeptWebhook | undefined> {
    return (await this.database.reader.findOneBy(OrganisationWebhookEntity, { regionCode })) ?? undefined;
  }

  async add({ regionCode, format, sealedUrl, at }: WebhookChange): Promise<void> {
    await this.database.writer.insert(OrganisationWebhookEntity, { regionCode, format, sealedUrl, version: 1, setAt: at });
  }

  async replace({ regionCode, format, sealedUrl, at }: WebhookChange, version: number): Promise<boolean> {
    const values = { format, sealedUrl, version: version + 1, setAt: at };
    return (await this.database.writer.update(OrganisationWebhookEntity, { regionCode, version }, values)).affected === 1;
  }

  async remove(regionCode: string, version: number): Promise<boolean> {
    return (await this.database.writer.delete(OrganisationWebhookEntity, { regionCode, version })).affected === 1;
  }
}
