import { Injectable } from '@nestjs/common';
import { Persons } from '../disclosure/index.js';
import { EnrolmentPersonStore } from './enrolment-person.store.js';

/** Lets an insured person be looked at, by the row of the extract. */
@Injectable()
export class EnrolmentPersons {
  constructor(persons: Persons, store: EnrolmentPersonStore) {
    persons.addRows('enrolment-person', (row) => store.person(row));
  }
}
