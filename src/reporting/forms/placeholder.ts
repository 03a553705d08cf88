import { Problem } from '../../kernel/index.js';
import { toCellText, type FormValue } from './cell-text.js';

/** The values that `{{name}}` and `{{row.name}}` marks stand for. */
export type FieldValues = Readonly<Record<string, FormValue>>;

const MARK = /\{\{\s*([A-Za-z.]+)\s*\}\}/g;
const WHOLE_CELL_MARK = /^\{\{\s*([A-Za-z.]+)\s*\}\}$/;
const ROW_MARK = /\{\{\s*row\./;

export const hasRowMark = (template: string): boolean => ROW_MARK.test(template);

/**
 * Puts values into a template cell in a single pass, so a value that itself looks like a mark stays text. A cell that is one mark takes
 * the value with its type; a mark inside words is put in as text. Throws Problem `form-template-invalid` on a mark that means nothing.
 */
export function expand(template: string, fields: FieldValues, where: string): FormValue {
  const whole = WHOLE_CELL_MARK.exec(template)?.[1];
  const value = whole === undefined ? interpolate(template, fields, where) : lookUp(fields, whole, where);
  if (typeof value !== 'string') return value;
  return toCellText(value, where) || null;
}

function interpolate(template: string, fields: FieldValues, where: string): string {
  return template.replace(MARK, (_mark, name: string) => String(lookUp(fields, name, where) ?? ''));
}

function lookUp(fields: FieldValues, name: string, where: string): FormValue {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value !== undefined) return value;
  throw new Problem('unavailable', 'form-template-invalid', `表样${where}中的“{{${name}}}”无法识别，请系统管理员检查表样。`, {
    cell: where,
    field: name,
  });
}
