import { Problem } from '../../kernel/index.js';
import type { BatchSheets } from './batch.js';
import type { Correction } from './corrections.js';
import type { FieldSpec } from './sheet-kind.js';

/** More are better made in the file itself. */
export const MOST_CORRECTIONS = 1_000;
const LONGEST_TEXT = 1_000;

/** A correction as a program sends it: what its scope does not need is absent. */
export interface CorrectionInput {
  readonly scope: Correction['scope'];
  readonly field: string;
  readonly to: string;
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly from?: string | undefined;
}

/** The corrections as they are kept. Throws a `Problem` for those that can have no effect, and for too many; it repeats no value. */
export function readCorrections(
  inputs: readonly CorrectionInput[],
  known: { readonly sheets: BatchSheets; readonly fields: readonly FieldSpec[]; readonly made: number },
): Correction[] {
  if (inputs.length === 0) throw invalid('corrections-empty', '没有要更正的内容，请至少填写一处。');
  if (inputs.length + known.made > MOST_CORRECTIONS)
    throw invalid('corrections-too-many', `一个批次最多在线更正 ${MOST_CORRECTIONS} 处，已有 ${known.made} 处。请在文件中修改后重新上传。`);
  return inputs.map((input, i) => readCorrection(input, i + 1, known));
}

function readCorrection(
  { scope, field, to, sheet, row, from }: CorrectionInput,
  number: number,
  { sheets, fields }: { readonly sheets: BatchSheets; readonly fields: readonly FieldSpec[] },
): Correction {
  if (!fields.some((spec) => spec.field === field))
    throw invalid(
      'field-unknown',
      `第 ${number} 处更正的项目不存在。可用的项目：${fields.map((spec) => spec.field).join('、')}。请重新选择。`,
    );
  if (to.length > LONGEST_TEXT || (from ?? '').length > LONGEST_TEXT)
    throw invalid('correction-too-long', `第 ${number} 处更正超过 ${LONGEST_TEXT} 字，请缩短后重试。`);
  if (scope === 'column') return { scope, field, to };
  if (scope === 'value') {
    if (from === undefined) throw invalid('correction-incomplete', `第 ${number} 处更正缺少原值（from），请补充。`);
    return { scope, field, from, to };
  }
  if (sheet === undefined || row === undefined) throw invalid('correction-incomplete', `第 ${number} 处更正缺少工作表或行号，请补充。`);
  refuseOutside(sheet, row, number, sheets);
  return { scope, sheet, row, field, to };
}

function refuseOutside(sheet: string, row: number, number: number, { tables, skipped }: BatchSheets): void {
  if (tables.length + skipped.length === 0) return;
  const table = tables.find((found) => found.sheet === sheet);
  if (!table) throw invalid('sheet-unknown', `第 ${number} 处更正的工作表不在已读取的表格中，请核对工作表名称。`);
  if (row <= table.headerRow || row > table.lastRow)
    throw invalid(
      'row-unknown',
      `第 ${number} 处更正的行不在工作表“${sheet}”的数据中（第 ${table.headerRow + 1} 至 ${table.lastRow} 行），请核对行号。`,
    );
}

const invalid = (code: string, message: string): Problem => new Problem('invalid', code, message);
