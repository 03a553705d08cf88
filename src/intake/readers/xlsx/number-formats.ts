/**
 * Built-in formats that show a calendar day (ECMA-376 part 1, 18.8.30): the general ones, and those of the Chinese, Japanese and Korean editions,
 * whose 31, 57 and 58 are the 年月日 ones. 18–21, 32, 33 and 45–47 show a time only.
 */
const DAY_RANGES: readonly (readonly [from: number, to: number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [34, 36],
  [50, 58],
];

export const isBuiltInDayFormat = (id: number): boolean => DAY_RANGES.some(([from, to]) => id >= from && id <= to);

/** Quoted text, an escaped, padding or filling character, a colour, condition, locale or elapsed time, names of the format without one, and halves of the day. */
const NOT_TOKENS = /"[^"]*"?|[\\_*].?|\[[^\]]*\]?|general|g\/通用格式|am\/pm|a\/p/gisu;
const ELAPSED = /\[(?:h+|m+|s+)\]/gi;
const TOKENS = /y+|m+|d+|h+|s+|a{3,}/g;

/** Whether a number format shows the calendar day of a serial number: it has years, days, weekdays or months, which are written like minutes. */
export function isDayFormat(code: string): boolean {
  const tokens = code.replace(ELAPSED, 'h').replace(NOT_TOKENS, '').toLowerCase().match(TOKENS) ?? [];
  return tokens.some((token, i) => {
    if (token.startsWith('m')) return !(tokens[i - 1]?.startsWith('h') ?? false) && !(tokens[i + 1]?.startsWith('s') ?? false);
    return /^[yda]/.test(token);
  });
}
