import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../domain/index.js';
import { AuditStore, type AuditFilter, type AuditPage } from './audit.store.js';
import type { AuditHead, AuditRecord } from './domain/index.js';

const PAGE = 500;

/** The auditor reads the trail of the own city. */
@Injectable()
export class ReadAudit {
  constructor(private readonly store: AuditStore) {}

  /** Newest first. Throws Problem `right-missing`. */
  async page(principal: Principal, filter: AuditFilter, page: AuditPage): Promise<AuditRecord[]> {
    demand(principal, 'audit.read');
    return this.store.page(regionsOf(principal), filter, page);
  }

  /** All that the filter takes, newest first, read page by page. Throws Problem `right-missing`. */
  async *each(principal: Principal, filter: AuditFilter): AsyncGenerator<AuditRecord, void> {
    let beforeSeq: number | undefined;
    for (;;) {
      const page = await this.page(principal, filter, { beforeSeq, limit: PAGE });
      yield* page;
      if (page.length < PAGE) return;
      beforeSeq = page.at(-1)?.seq;
    }
  }

  /** Where the trail ends now. Throws Problem `right-missing`. */
  async head(principal: Principal): Promise<AuditHead | undefined> {
    demand(principal, 'audit.read');
    return this.store.head();
  }
}

/** The auditor's region and the counties in it. */
const regionsOf = ({ regionCode, scope }: Principal): readonly string[] => [regionCode, ...scope.countyCodes];
