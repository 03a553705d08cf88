import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import { readDisease } from '../cases/domain/index.js';
import { CaseStore, type PersonAndDisease } from '../cases/index.js';
import type { EntryOverview } from '../coverage/index.js';
import { EnrolmentPersonStore, isActiveOn, type KnownPersonRecord } from '../enrolment/index.js';
import { RegionSource } from '../geography/index.js';
import { monthOf, readIdNumber, type LocalDate } from '../kernel/index.js';
import { nameKey } from '../matching/domain/index.js';
import { RegistryStore } from '../registry/index.js';
import type { EnrolmentFacts, FormRow, ListedEmployers } from './domain/index.js';
import { nearestListed } from './nearest-listed.js';

/** What registry and enrolment know of the rows of 附件3, for the checks before submission. */
export interface KnownOfCases {
  readonly employers: ListedEmployers;
  readonly enrolmentOf: (row: string) => EnrolmentFacts;
  readonly isReportedElsewhere: (row: string) => boolean;
}

const NOTHING: EnrolmentFacts = { employerIsInsured: null, personIsInsured: null, insuredSince: null };

@Injectable()
export class FindKnownOfCases {
  constructor(
    private readonly registry: RegistryStore,
    private readonly persons: EnrolmentPersonStore,
    private readonly cases: CaseStore,
    private readonly regions: RegionSource,
  ) {}

  /** `entries`: the county's enterprises with their units, as of the day. */
  async of(rows: readonly FormRow[], county: Scope, entries: readonly EntryOverview[], asOf: LocalDate): Promise<KnownOfCases> {
    const names = rows.length === 0 ? [] : await this.registry.knownNames(county);
    const ids = new Map(names.map(({ id, name }) => [nameKey(name), id]));
    const insured = new Map(entries.map(({ line, units }) => [line.enterpriseId, units.length > 0]));
    const records = await this.recordsOf(rows, asOf);
    const facts = new Map(
      rows.map(({ key, cells }): [string, EnrolmentFacts] => {
        const enterpriseId = ids.get(nameKey(String(cells['employer'] ?? '')));
        const employerIsInsured = enterpriseId === undefined ? null : (insured.get(enterpriseId) ?? null);
        return [key, { ...personFacts(records?.get(key), asOf), employerIsInsured }];
      }),
    );
    const elsewhere = await this.heldElsewhere(rows, county);
    return {
      employers: await this.listed(rows, ids, names, county),
      enrolmentOf: (row) => facts.get(row) ?? NOTHING,
      isReportedElsewhere: (row) => elsewhere.has(row),
    };
  }

  /** `ids`: the listed enterprises by the key of each of their `names`. */
  private async listed(
    rows: readonly FormRow[],
    ids: ReadonlyMap<string, number>,
    names: readonly { readonly name: string }[],
    county: Scope,
  ): Promise<ListedEmployers> {
    const isListed = (employer: string): boolean => ids.has(nameKey(employer));
    const stated = new Set(rows.map(({ cells }) => String(cells['employer'] ?? '').trim()));
    const unlisted = [...stated].filter((employer) => employer !== '' && !isListed(employer));
    const [countyCode] = county.countyCodes;
    if (unlisted.length === 0 || countyCode === undefined) return { isListed, nearest: () => undefined };
    const nearest = nearestListed(unlisted, names, countyCode, await this.regions.tree());
    return { isListed, nearest: (employer) => nearest.get(employer) };
  }

  /** Rows whose person and disease another county of the same city holds, too. */
  private async heldElsewhere(rows: readonly FormRow[], { countyCodes }: Scope): Promise<ReadonlySet<string>> {
    const tree = await this.regions.tree();
    const cities = countyCodes.flatMap((code) => tree.ancestry(code).filter(({ level }) => level === 'city'));
    const others = cities.flatMap(({ code }) => tree.counties(code)).map(({ code }) => code);
    const own = new Set(countyCodes);
    const stated = rows.flatMap(({ key, cells }): (PersonAndDisease & { key: string })[] => {
      const id = readIdNumber(String(cells['idNumber'] ?? ''));
      const disease = String(cells['disease'] ?? '');
      const diseaseName = readDisease(disease).name ?? disease;
      return id.ok ? [{ key, personIndex: this.cases.personIndex(id.value.number), diseaseName }] : [];
    });
    const held = new Set<PersonAndDisease>(
      await this.cases.alsoHeldBy(
        others.filter((code) => !own.has(code)),
        stated,
      ),
    );
    return new Set(stated.filter((one) => held.has(one)).map(({ key }) => key));
  }

  /** By row; null where no extract by person reaches the day. */
  private async recordsOf(rows: readonly FormRow[], asOf: LocalDate): Promise<ReadonlyMap<string, readonly KnownPersonRecord[]> | null> {
    const poolingArea = await this.regions.rootCode();
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
