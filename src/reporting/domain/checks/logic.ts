import { readDisease, type DiseaseReading } from '../../../cases/domain/index.js';
import { groupBy, readIdNumber, squeeze } from '../../../kernel/index.js';
import type { FormRow } from '../cell.js';
import { wordsOf, type CaseFacts } from './case-facts.js';
import type { Strike } from './finding.js';
import { retiresOn } from './retirement-age.js';
import { readStatedDate } from './stated-date.js';

const REQUIRED = ['name', 'idNumber', 'employer', 'disease', 'diagnosedOn'] as const;
const DATES = ['diagnosedOn', 'recognisedOn', 'assessedOn'] as const;

/** The enterprises of 附件2. */
export interface ListedEmployers {
  /** Whether one is listed, by its name or an earlier one. */
  readonly isListed: (employer: string) => boolean;
  /** The listed name that one which is not listed comes closest to. */
  readonly nearest: (employer: string) => string | undefined;
}

/** Cells that the form cannot do without, or that cannot be read. */
export function cellStrikes(row: FormRow): Strike[] {
  const strikes: Strike[] = REQUIRED.filter((field) => wordsOf(row, field) === '').map((field) => ({ check: 'M1', field }));
  const id = wordsOf(row, 'idNumber');
  if (id !== '' && !readIdNumber(id).ok) strikes.push({ check: 'M2', field: 'idNumber' });
  for (const field of DATES) if (readStatedDate(wordsOf(row, field)) === undefined) strikes.push({ check: 'M3', field });
  return strikes;
}

/** What cells say of each other, of 附件2 and of the catalogue of occupational diseases. */
export function logicStrikes(facts: CaseFacts, employers: ListedEmployers): Strike[] {
  const { person, sex, employer, insured, receivesBenefits, recognised } = facts;
  const disease = readDisease(facts.disease);
  const strikes: Strike[] = [];
  if (insured === '否' && receivesBenefits === '是') strikes.push({ check: 'L1', field: 'receivesBenefits' });
  if (person && sex !== '' && sex !== person.sex) strikes.push({ check: 'L5', field: 'sex' });
  if (employer !== '' && !employers.isListed(employer))
    strikes.push({ check: 'L6', field: 'employer', nearest: employers.nearest(employer) });
  if (facts.disease !== '' && !isInCatalogue(disease, facts)) strikes.push({ check: 'L7', field: 'disease' });
  if (disease.pneumoconiosis && disease.stage === null) strikes.push({ check: 'L8', field: 'disease' });
  if (person && facts.diagnosed && facts.diagnosed.from >= retiresOn(person)) strikes.push({ check: 'L12', field: 'diagnosedOn' });
  if (receivesBenefits === '是' && !recognised) strikes.push({ check: 'L10', field: 'recognisedOn' });
  return strikes;
}

/** The catalogue is that of the day of the diagnosis; a day that is not known is given the benefit of the doubt. */
const isInCatalogue = ({ name, listedSince }: DiseaseReading, { diagnosed }: CaseFacts): boolean =>
  name !== null && (listedSince === null || !diagnosed || diagnosed.to >= listedSince);

/** Rows that name a person whom an earlier row names, by the row's key: of the same disease, or of another. */
export function repetitions(cases: readonly CaseFacts[]): ReadonlyMap<string, Strike> {
  const strikes = new Map<string, Strike>();
  for (const ofPerson of groupBy(cases, ({ person }) => person?.number ?? '')) {
    if (ofPerson[0] === '') continue;
    const diseases = new Set<string>();
    for (const { key, disease } of ofPerson[1]) {
      const name = readDisease(disease).name ?? squeeze(disease);
      if (diseases.size > 0) strikes.set(key, { check: diseases.has(name) ? 'L9' : 'L13', field: 'idNumber' });
      diseases.add(name);
    }
  }
  return strikes;
}
