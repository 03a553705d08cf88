import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, type AuditValues, demand, PersonalDataCipher, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { notFound, staleVersion, type Region } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import type { Config, WebhookFormat } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { Database } from '../platform/database/index.js';
import type { Robot } from './channels/webhook-channel.js';
import { maskWebhookUrl, readWebhookUrl } from './domain/index.js';
import { WebhookStore, type KeptWebhook } from './webhook.store.js';

/** An organisation's robot as screens show it. */
export interface WebhookInfo {
  readonly regionCode: string;
  readonly regionName: string;
  readonly format: WebhookFormat | null;
  readonly maskedUrl: string | null;
  /** Where it is set; null: there is none. */
  readonly setIn: 'system' | 'configuration' | null;
  /** 0: nothing is set in the system. */
  readonly version: number;
}

export interface WebhookSetting {
  readonly regionCode: string;
  /** Null: no robot. */
  readonly url: string | null;
  readonly format: WebhookFormat;
  readonly version: number;
}

/** The organisations that are reminded (the city's and each county's) and their group robots. */
@Injectable()
export class Organisations {
  constructor(
    private readonly store: WebhookStore,
    private readonly regions: RegionSource,
    private readonly cipher: PersonalDataCipher,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly audit: AuditTrail,
  ) {}

  async list(principal: Principal): Promise<WebhookInfo[]> {
    demand(principal, 'reminders.manage');
    const kept = new Map((await this.store.of(principal.scope.organisationCodes)).map((webhook) => [webhook.regionCode, webhook]));
    const regions = await this.regionsReminded(principal.scope.city);
    return Promise.all(regions.map((region) => this.info(region, kept.get(region.code))));
  }

  /** Throws Problem `right-missing`, `not-found`, `webhook-url-invalid`, `webhook-not-https` or `stale-version`. */
  async set(principal: Principal, { regionCode, url, format, version }: WebhookSetting): Promise<WebhookInfo> {
    demand(principal, 'reminders.manage');
    const region = (await this.regionsReminded(principal.scope.city)).find(({ code }) => code === regionCode);
    if (!region) throw notFound('该单位');
    const wanted = url === null ? null : this.cipher.seal(readWebhookUrl(url, this.config.webhookPrivateHosts));
    await this.database.unitOfWork(async () => {
      const before = await this.store.find(regionCode);
      if (await this.change(regionCode, wanted, format, version)) {
        this.audit.record(principal, {
          action: 'webhook.changed',
          subject: { kind: 'webhook', id: regionCode },
          before: this.valuesOf(before),
          after: this.valuesOf(await this.store.find(regionCode)),
        });
        return;
      }
      throw staleVersion('该单位的机器人地址', { version: (await this.store.find(regionCode))?.version ?? 0 });
    }, 'organisation-webhooks');
    return this.info(region, await this.store.find(regionCode));
  }

  /** The robot of an organisation; undefined where it has none. */
  async robotOf(regionCode: string): Promise<Robot | undefined> {
    const kept = await this.store.find(regionCode);
    if (kept) return { url: this.cipher.open(kept.sealedUrl), format: kept.format };
    return this.configured(regionCode);
  }

  /** Organisations of a city with a robot, the city's first. */
  async withRobot(cityCode: string): Promise<Region[]> {
    const regions = await this.regionsReminded(cityCode);
    const codes = new Set((await this.store.of(regions.map(({ code }) => code))).map(({ regionCode }) => regionCode));
    if (await this.configured(cityCode)) codes.add(cityCode);
    return regions.filter(({ code }) => codes.has(code));
  }

  private async change(regionCode: string, sealedUrl: string | null, format: WebhookFormat, version: number): Promise<boolean> {
    if (sealedUrl === null) return this.store.remove(regionCode, version);
    const change = { regionCode, format, sealedUrl, at: this.clock.now() };
    if (version > 0) return this.store.replace(change, version);
    if (await this.store.find(regionCode)) return false;
    await this.store.add(change);
    return true;
  }

  /** Its address is a secret. */
  private valuesOf(kept: KeptWebhook | undefined): AuditValues {
    return { url: kept ? maskWebhookUrl(this.cipher.open(kept.sealedUrl)) : null, format: kept?.format ?? null };
  }

  private async regionsReminded(cityCode: string): Promise<Region[]> {
    const tree = await this.regions.tree();
    const city = tree.get(cityCode);
    return [...(city ? [city] : []), ...tree.counties(cityCode)];
  }

  /** The configuration's robot is the city's where the installation has one; of several none hears of the others. */
  private async configured(regionCode: string): Promise<Robot | undefined> {
    const { webhookUrl, webhookFormat } = this.config;
    const [city, another] = await this.regions.cityCodes();
    if (webhookUrl === undefined || regionCode !== city || another !== undefined) return undefined;
    return { url: webhookUrl, format: webhookFormat };
  }

  private async info({ code, name }: Region, kept: KeptWebhook | undefined): Promise<WebhookInfo> {
    const basics = { regionCode: code, regionName: name, version: kept?.version ?? 0 };
    if (kept) return { ...basics, format: kept.format, maskedUrl: maskWebhookUrl(this.cipher.open(kept.sealedUrl)), setIn: 'system' };
    const configured = await this.configured(code);
    if (!configured) return { ...basics, format: null, maskedUrl: null, setIn: null };
    return { ...basics, format: configured.format, maskedUrl: maskWebhookUrl(configured.url), setIn: 'configuration' };
  }
}
