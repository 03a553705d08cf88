import { Injectable } from '@nestjs/common';
import { Persons } from '../disclosure/index.js';
import { RosterStore } from './roster.store.js';

/** Lets a person of a roster be looked at, by the row. */
@Injectable()
export class RosterPersons {
  constructor(persons: Persons, store: RosterStore) {
    persons.addRows('roster', (row) => store.person(row));
  }
}
