import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';

/** Who a masked record is about. */
export interface ClearPerson {
  readonly name: string;
  readonly idNumber: string;
}

/** A row of an import. */
export interface PersonRow {
  readonly batchId: number;
  readonly sheet: string;
  readonly row: number;
}

/** A record whose person can be shown. */
export interface FoundPerson {
  readonly person: ClearPerson;
  readonly countyCode: string | null;
}

type FindCase = (principal: Principal, caseId: number) => Promise<FoundPerson | undefined>;
type FindRow = (row: PersonRow) => Promise<ClearPerson | undefined>;
type MaySee = (principal: Principal, batchId: number) => Promise<{ readonly kind: string; readonly countyCode: string | null } | undefined>;

/** Where persons are kept; the features that keep them add their ways. */
@Injectable()
export class Persons {
  private findCase: FindCase | undefined;
  private maySee: MaySee | undefined;
  private readonly byKind = new Map<string, FindRow>();

  addCases(find: FindCase): void {
    this.findCase = find;
  }

  /** For rows of imports of one kind. */
  addRows(kind: string, find: FindRow): void {
    this.byKind.set(kind, find);
  }

  /** Tells the kind of an import, where the principal may see all of it. */
  addBatches(maySee: MaySee): void {
    this.maySee = maySee;
  }

  /** Throws Problem `not-found`, for what is not there as for what is outside of the scope. */
  async ofCase(principal: Principal, caseId: number): Promise<FoundPerson> {
    const found = await this.findCase?.(principal, caseId);
    if (!found) throw notFound('该人员');
    return found;
  }

  /** As `ofCase`. */
  async ofRow(principal: Principal, row: PersonRow): Promise<FoundPerson> {
    const batch = await this.maySee?.(principal, row.batchId);
    const person = batch && (await this.byKind.get(batch.kind)?.(row));
    if (!person) throw notFound('该人员');
    return { person, countyCode: batch.countyCode };
  }
}
