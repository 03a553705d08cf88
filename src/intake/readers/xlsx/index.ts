export { DEFAULT_LIMITS, type XlsxLimits } from './limits.js';
export { openXlsxFile, type OpenXlsx } from './open-xlsx-file.js';
