import { Entity } from 'typeorm';
import { KeyColumn, KeyIntColumn, TextColumn } from '../../platform/database/index.js';

/** Instead of a county's code: all counties of all cities. A city's code stands for all of its counties. */
export const EVERY_COUNTY = '';
/** Instead of an enterprise's id: the county as a whole, and that some of its enterprises have tokens of their own. */
export const WHOLE_COUNTY = 0;
export const SOME_ENTERPRISE = -1;

/** Up to when the data behind figures are the same: a new token with every change. */
@Entity('coverage_revision')
export class CoverageRevisionEntity {
  @KeyColumn(12) countyCode: string;
  @KeyIntColumn() enterpriseId: number;
  @TextColumn(24) token: string;
}
