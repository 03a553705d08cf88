import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import type { CoverageEntry } from '../coverage/index.js';
import { EnrolmentPersonStore, isActiveOn, type KnownPersonRecord } from '../enrolment/index.js';
import { monthOf, readIdNumber, type LocalDate } from '../kernel/index.js';
import { nameKey } from '../matching/domain/index.js';
import { RegistryStore } from '../registry/index.js';
import type { EnrolmentFacts, FormRow } from './domain/index.js';

/** What registry and enrolment know of the rows of 附件3, for the checks before submission. */
export interface KnownOfCases {
  readonly isListed: (employer: string) => boolean;
  readonly enrolmentOf: (row: string) => EnrolmentFacts;
}

const NOTHING: EnrolmentFacts = { employerIsInsured: null, personIsInsured: null, insuredSince: null };

@Injectable()
export class FindKnownOfCases {
  constructor(
    private readonly registry: RegistryStore,
    private readonly persons: EnrolmentPersonStore,
  ) {}

  /** `entries`: the county's enterprises with their units, as of the day. */
  async of(rows: readonly FormRow[], county: Scope, entries: readonly CoverageEntry[], asOf: LocalDate): Promise<KnownOfCases> {
    const enterprises = await this.registry.toMatch(county);
    const ids = new Map(enterprises.flatMap(({ id, name, aliases }) => [name, ...aliases].map((one) => [nameKey(one), id] as const)));
    const insured = new Map(entries.map(({ line, units }) => [line.enterpriseId, units.length > 0]));
    const records = await this.recordsOf(rows, county.city, asOf);
    const facts = new Map(
      rows.map(({ key, cells }): [string, EnrolmentFacts] => {
        const enterpriseId = ids.get(nameKey(String(cells['employer'] ?? '')));
        const employerIsInsured = enterpriseId === undefined ? null : (insured.get(enterpriseId) ?? null);
        return [key, { ...personFacts(records?.get(key), asOf), employerIsInsured }];
      }),
    );
    return { isListed: (employer) => ids.has(nameKey(employer)), enrolmentOf: (row) => facts.get(row) ?? NOTHING };
  }

  /** By row; null where no extract by person reaches the day. */
  private async recordsOf(
    rows: readonly FormRow[],
    poolingArea: string,
    asOf: LocalDate,
  ): Promise<ReadonlyMap<string, readonly KnownPersonRecord[]> | null> {
    if (rows.length === 0 || !(await this.persons.hasPeople(poolingArea, monthOf(asOf)))) return null;
    const indices = rows.flatMap(({ key, cells }): [string, string][] => {
      const id = readIdNumber(String(cells['idNumber'] ?? ''));
      return id.ok ? [[key, this.persons.personIndex(id.value.number)]] : [];
    });
    const found = await this.persons.inForce(
      poolingArea,
      indices.map(([, index]) => index),
      asOf,
    );
    return new Map(indices.map(([key, index]) => [key, found.get(index) ?? []]));
  }
}

function personFacts(records: readonly KnownPersonRecord[] | undefined, asOf: LocalDate): Omit<EnrolmentFacts, 'employerIsInsured'> {
  if (!records) return { personIsInsured: null, insuredSince: null };
  const begun = records.flatMap(({ startedOn }) => (startedOn === null ? [] : [startedOn])).sort();
  // A record without a first day may reach back as far as one likes.
  const insuredSince = begun.length === records.length ? (begun[0] ?? null) : null;
  return { personIsInsured: records.some((record) => isActiveOn(record, asOf)), insuredSince };
}
