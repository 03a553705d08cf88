const FORMULA = /^[=+\-@\t\r\n]/;

/** Text that a spreadsheet program would run as a formula where nothing says that it is text: in a .csv, or typed anew. */
export const isFormulaLike = (text: string): boolean => FORMULA.test(text);

/** Text that stays text when a spreadsheet program opens it: what begins like a formula gets an apostrophe before it. */
export const plainText = (text: string): string => (isFormulaLike(text) ? `'${text}` : text);
