import { Injectable } from '@nestjs/common';
import { IdentityTies } from '../intake/index.js';

/** What hangs on enterprises outside of the registry. */
@Injectable()
export class EnterpriseTies extends IdentityTies {}
