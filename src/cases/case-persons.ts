import { Injectable } from '@nestjs/common';
import { Persons } from '../disclosure/index.js';
import { CaseStore } from './case.store.js';

/** Lets a case's person be looked at, by the case and by the row that it came from. */
@Injectable()
export class CasePersons {
  constructor(persons: Persons, store: CaseStore) {
    persons.addCases(async ({ scope }, caseId) => {
      const found = await store.find(scope, caseId);
      return found && { person: { name: found.name, idNumber: found.idNumber }, countyCode: found.countyCode };
    });
    persons.addRows('cases', (row) => store.person(row));
  }
}
