import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { DisclosureStore } from './disclosure.store.js';
import { readReason } from './domain/index.js';
import { Persons, type ClearPerson, type FoundPerson, type PersonRow } from './persons.js';

const HOUR_MS = 3_600_000;
/** Enough for a clerk who goes through a form line by line, and a wall against whoever would copy a register. */
export const LOOKS_PER_HOUR = 60;

/** Which record: a case, or a row of an import. */
export type PersonSubject = { readonly caseId: number } | PersonRow;

/** Shows one person in the clear, for a reason, and writes down that it did. */
@Injectable()
export class RevealPerson {
  constructor(
    private readonly persons: Persons,
    private readonly store: DisclosureStore,
    private readonly audit: AuditTrail,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `right-missing`, `reason-missing`, `not-found` or `reveal-too-often`. */
  async run(principal: Principal, subject: PersonSubject, reasonTyped: string): Promise<ClearPerson> {
    demand(principal, 'personal-data.reveal');
    const reason = readReason(reasonTyped);
    const { person, countyCode } = await this.find(principal, subject);
    const entry = { subject: auditSubject(subject), county: countyCode, reason } as const;
    try {
      await this.database.unitOfWork(
        async () => {
          await this.countLook(principal);
          this.audit.record(principal, { ...entry, action: 'personal.revealed' });
        },
        `looks-${principal.userId ?? 'system'}`,
      );
    } catch (error) {
      if (error instanceof Problem) await this.audit.recordRefused(principal, { ...entry, action: 'personal.reveal-refused' });
      throw error;
    }
    return person;
  }

  private find(principal: Principal, subject: PersonSubject): Promise<FoundPerson> {
    return 'caseId' in subject ? this.persons.ofCase(principal, subject.caseId) : this.persons.ofRow(principal, subject);
  }

  private async countLook({ userId }: Principal): Promise<void> {
    if (userId === null) return;
    const now = this.clock.now();
    if ((await this.store.looksSince(userId, new Date(now.getTime() - HOUR_MS))) >= LOOKS_PER_HOUR)
      throw new Problem(
        'too-many',
        'reveal-too-often',
        `一小时内最多查看 ${LOOKS_PER_HOUR} 人的明文，请稍后再试；需要整表时请提出导出申请。`,
      );
    await this.store.addLook(userId, now);
  }
}

function auditSubject(subject: PersonSubject): { readonly kind: 'case' | 'person'; readonly id: string } {
  if ('caseId' in subject) return { kind: 'case', id: String(subject.caseId) };
  return { kind: 'person', id: `${subject.batchId}/${subject.row}` };
}
