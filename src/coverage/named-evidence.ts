import { Injectable } from '@nestjs/common';
import { EnrolmentPersonStore, isActiveOn, isStaleOn, type KnownPersonRecord, type PersonSource } from '../enrolment/index.js';
import { monthOf, type LocalDate } from '../kernel/index.js';
import { employedOn, RosterStore, type KnownEntry, type Roster, type RosterSource } from '../roster/index.js';
import { countPeople, insuranceOf, type LinkedUnit, type NamedPeople } from './domain/index.js';

/** A person of a roster, without who it is: the row that lists them, and the one that insures them. */
export interface CountedPerson {
  readonly source: RosterSource;
  readonly insured: {
    readonly unitNo: string;
    readonly inLinkedUnit: boolean;
    readonly month: string;
    readonly stale: boolean;
    readonly source: PersonSource;
  } | null;
}

/** What an enterprise's figures on the named basis rest on. */
export interface NamedEvidence {
  readonly month: string;
  readonly batchId: number;
  readonly people: readonly CountedPerson[];
  readonly counts: NamedPeople;
}

/** Rosters as of a day, person by person held against enrolment. */
@Injectable()
export class NamedEvidenceReader {
  constructor(
    private readonly rosters: RosterStore,
    private readonly persons: EnrolmentPersonStore,
  ) {}

  /** For those of the enterprises that have a roster in force. `unitsOf`: their linked units and candidates; all of one pooling area. */
  async asOf(
    poolingArea: string,
    enterpriseIds: readonly number[],
    unitsOf: ReadonlyMap<number, readonly LinkedUnit[]>,
    day: LocalDate,
  ): Promise<ReadonlyMap<number, NamedEvidence>> {
    const month = monthOf(day);
    const rosters = await this.rosters.inForce(enterpriseIds, month);
    if (rosters.size === 0) return new Map();
    const entries = await this.rosters.entries([...rosters.values()]);
    const employed = new Map([...rosters.keys()].map((id) => [id, employedOn(entries.get(id) ?? [], day)]));
    const indices = [...employed.values()].flatMap((people) => people.map(({ personIndex }) => personIndex));
    const records = await this.persons.inForce(poolingArea, indices, day);
    const linked = new Map([...rosters.keys()].map((id) => [id, (unitsOf.get(id) ?? []).filter(({ status }) => status !== 'review')]));
    const reached = await this.persons.listedUnits(
      poolingArea,
      [...linked.values()].flat().map(({ unitNo }) => unitNo),
      month,
    );
    const anyPerson = await this.persons.hasPeople(poolingArea, month);
    return new Map(
      [...rosters].map(([id, roster]) => {
        const units = linked.get(id) ?? [];
        // An extract that leaves out a unit with insured people cannot tell who of the roster is insured there.
        const byName = anyPerson && units.every(({ unitNo, insuredCount }) => insuredCount === 0 || reached.has(unitNo));
        const people = employed.get(id) ?? [];
        return [id, byName ? byNames(roster, people, units, records, day) : rosterOnly(roster, people)];
      }),
    );
  }
}

function byNames(
  { month, batchId }: Roster,
  people: readonly KnownEntry[],
  units: readonly LinkedUnit[],
  records: ReadonlyMap<string, readonly KnownPersonRecord[]>,
  day: LocalDate,
): NamedEvidence {
  const unitNos = new Set(units.map(({ unitNo }) => unitNo));
  const found = people.map(({ source, personIndex }) => {
    const active = (records.get(personIndex) ?? []).filter((record) => isActiveOn(record, day));
    const insurance = insuranceOf(
      active.map((record) => ({ ...record, stale: isStaleOn(record, day) })),
      unitNos,
    );
    return { source, insurance };
  });
  return {
    month,
    batchId,
    people: found.map(({ source, insurance }): CountedPerson => {
      if (!insurance) return { source, insured: null };
      const { unitNo, month: recordMonth, stale, source: recordSource } = insurance.record;
      return { source, insured: { unitNo, inLinkedUnit: insurance.inLinkedUnit, month: recordMonth, stale, source: recordSource } };
    }),
    counts: countPeople(found.map(({ insurance }) => insurance)),
  };
}

const rosterOnly = ({ month, batchId }: Roster, people: readonly KnownEntry[]): NamedEvidence => ({
  month,
  batchId,
  people: people.map(({ source }) => ({ source, insured: null })),
  counts: { headcount: people.length, insured: null },
});
