/** Text that a spreadsheet program would run as a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Text that stays text when a spreadsheet program opens it: what begins like a formula gets an apostrophe before it. */
export const plainText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
