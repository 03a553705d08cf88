import { Problem, type LocalDate } from '../../kernel/index.js';
import { fillSheet, type SheetContent } from './fill-sheet.js';
import { toStableBytes } from './form-bytes.js';
import { openTemplate } from './form-template.js';

/** One workbook to be made from a template: `sheets` in the order of the template's sheets. */
export interface FormJob {
  readonly templatesDir: string;
  readonly file: string;
  readonly madeOn: LocalDate;
  readonly madeBy: string;
  readonly sheets: readonly SheetContent[];
}

/** Opens a fresh copy of the template, fills each sheet and returns the finished workbook. */
export async function fillForm({ templatesDir, file, madeOn, madeBy, sheets }: FormJob): Promise<Buffer> {
  const workbook = await openTemplate(templatesDir, file);
  if (workbook.worksheets.length !== sheets.length) {
    throw new Problem('unavailable', 'form-template-invalid', `表样 ${file} 应有 ${sheets.length} 张工作表，请系统管理员检查表样。`, {
      file,
    });
  }
  sheets.forEach((content, index) => {
    const sheet = workbook.worksheets[index];
    if (sheet) fillSheet(sheet, content);
  });
  return toStableBytes(workbook, madeOn, madeBy);
}
