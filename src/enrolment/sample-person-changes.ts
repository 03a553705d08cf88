import { Injectable } from '@nestjs/common';
import { differing, shareOut, type ChangeCounts, type FieldChange, type PlannedChange } from '../intake/domain/index.js';
import { maskIdNumber, maskName } from '../kernel/index.js';
import { STATUS_WORDS, type PersonRecord, type UnitExtract } from './domain/index.js';
import { EnrolmentPersonStore, type KnownPersonRecord } from './enrolment-person.store.js';
import { PersonChangesStore } from './person-changes.store.js';

/** Some of the changes of a staged extract by person, with who it is masked: enough to find the row in the file. */
@Injectable()
export class SamplePersonChanges {
  constructor(
    private readonly changes: PersonChangesStore,
    private readonly people: EnrolmentPersonStore,
  ) {}

  async run(batchId: number, inForce: ReadonlyMap<string, UnitExtract>, counts: ChangeCounts, limit: number): Promise<PlannedChange[]> {
    const wanted = shareOut(counts, limit);
    const { added, changed } = await this.changes.listed(batchId, inForce, { added: wanted.new, changed: wanted.changed });
    const missing = wanted.missing === 0 ? [] : await this.changes.missing(batchId, inForce, wanted.missing);
    const found: PlannedChange[] = [];
    for (const record of added) found.push(await this.told('new', record, []));
    for (const { before, after } of changed) found.push(await this.told('changed', after, recordChanges(before, after)));
    for (const record of missing) found.push({ ...(await this.told('missing', record, [])), sheet: null, row: null });
    return found;
  }

  private async told(type: PlannedChange['type'], { unitNo, source }: KnownPersonRecord, fields: FieldChange[]): Promise<PlannedChange> {
    const person = await this.people.person(source);
    const who = person ? `${maskName(person.name)} ${maskIdNumber(person.idNumber)}` : '';
    return { type, identity: `${who} 单位 ${unitNo}`.trim(), sheet: source.sheet, row: source.row, fields };
  }
}

const recordChanges = (before: PersonRecord, after: PersonRecord): FieldChange[] =>
  differing([
    { label: '参保状态', from: STATUS_WORDS[before.status], to: STATUS_WORDS[after.status] },
    { label: '参保起始日期', from: before.startedOn ?? '', to: after.startedOn ?? '' },
    { label: '参保终止日期', from: before.endedOn ?? '', to: after.endedOn ?? '' },
  ]);
