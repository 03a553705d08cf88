/** The month of a unit that no record speaks of any more: any record is newer. */
export const NO_MONTH = '';
