import { Injectable } from '@nestjs/common';
import { IdentityTies } from '../intake/index.js';

/** What hangs on insured units outside of enrolment. */
@Injectable()
export class UnitTies extends IdentityTies {}
