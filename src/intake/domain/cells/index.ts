export { readAnswer, type Answer } from './answer.js';
export {
  cellText,
  failure,
  isBlankText,
  says,
  saysNothing,
  warning,
  type CellIssue,
  type CellReader,
  type CellReading,
} from './cell-reading.js';
export { CHINESE_NUMBER, chineseNumber } from './chinese-number.js';
export { readDate, readMonth, type DatePrecision, type DateValue } from './date.js';
export { readHeadcount } from './headcount.js';
export { readPhones } from './phone.js';
export { readCreditCodeCell, readIdentifier, readIdNumberCell, readOrganisationName, readPersonName, readText } from './text.js';
