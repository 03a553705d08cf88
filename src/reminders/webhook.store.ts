import type { WebhookFormat } from '../platform/config/config.js';

/** An organisation's group robot as it is kept. */
export interface KeptWebhook {
  readonly regionCode: string;
  readonly format: WebhookFormat;
  readonly sealedUrl: string;
  readonly version: number;
}

export interface WebhookChange extends Omit<KeptWebhook, 'version'> {
  readonly at: Date;
}

/** Where the robots of organisations are kept; an organisation is known by its region. Writing needs a unit of work. */
export abstract class WebhookStore {
  abstract of(organisations: readonly string[]): Promise<KeptWebhook[]>;
  abstract find(regionCode: string): Promise<KeptWebhook | undefined>;
  /** Fails where there is one. */
  abstract add(change: WebhookChange): Promise<void>;
  /** False where `version` is stale. */
  abstract replace(change: WebhookChange, version: number): Promise<boolean>;
  /** False where `version` is stale. */
  abstract remove(regionCode: string, version: number): Promise<boolean>;
}
