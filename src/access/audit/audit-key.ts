import type { AuditChain } from './domain/index.js';

/** The chain by this installation's key, which is loaded with those of personal data before anything is recorded. */
export class AuditKey {
  constructor(private loaded?: AuditChain) {}

  load(chain: AuditChain): void {
    this.loaded = chain;
  }

  /** Throws before the application has prepared itself. */
  get chain(): AuditChain {
    if (!this.loaded) throw new Error('The key of the audit trail is not loaded yet.');
    return this.loaded;
  }
}
