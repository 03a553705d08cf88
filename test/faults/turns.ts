import { eventually } from '../support/processes.js';
import { account, rows, type Account, type Turn } from './books.js';
import { COUNTIES, FORMS, type FaultyInstallation } from './installation.js';

const PATIENCE_SECONDS = 90;

/** Of the pack that faulty installations have. */
export const juneOf = (year: number): Turn => ({ cycle: 'june', dueOn: `${year}-06-05`, counties: COUNTIES, forms: FORMS });

/** What is wanted of a turn that was made belatedly, whatever happened meanwhile. */
export const ONCE: Account = { expected: COUNTIES.length, made: COUNTIES.length, lost: [], duplicated: [], late: COUNTIES.length };

export const accountOf = async (installation: FaultyInstallation, turn: Turn): Promise<Account> =>
  account(await installation.tables(), [turn]);

/** Waits until every report of the turn is a row with its job. */
export const planned = (installation: FaultyInstallation, { dueOn, counties }: Turn): Promise<true> =>
  eventually(
    `the reports of ${dueOn} are planned`,
    async () => rows(await installation.tables(), 'county_report', { dueOn }).length === counties.length || undefined,
    PATIENCE_SECONDS,
  );

/** Waits until all that is to be done for the turn is done. */
export const whole = (installation: FaultyInstallation, turn: Turn): Promise<true> =>
  eventually(
    `the reports of ${turn.dueOn} are made`,
    async () => (await accountOf(installation, turn)).lost.length === 0 || undefined,
    PATIENCE_SECONDS,
  );
