import { Injectable } from '@nestjs/common';
import { FileStore } from '../platform/files/file-store.js';
import { FORM_NAMES, type ReportForm } from './domain/index.js';
import { annex2Form, annex3Form, coverageSummaryForm, type FormHead, type FormsToFill } from './form-contents.js';
import { FormHeads } from './form-heads.js';
import { fillAnnex2, fillAnnex3, fillCoverageSummary } from './forms/index.js';
import type { CountyReport, ReportFile } from './reporting.store.js';

type Fill = (templatesDir: string, head: FormHead, forms: FormsToFill) => Promise<Buffer>;

const FILLS: Readonly<Record<ReportForm, Fill>> = {
  'coverage-summary': (dir, head, forms) => fillCoverageSummary(dir, coverageSummaryForm(head, forms)),
  'annex-2': (dir, head, forms) => fillAnnex2(dir, annex2Form(head, forms)),
  'annex-3': (dir, head, forms) => fillAnnex3(dir, annex3Form(head, forms)),
};

/** The workbook of one form; the same contents give the same bytes. */
export const fillReportForm = (form: ReportForm, templatesDir: string, head: FormHead, forms: FormsToFill): Promise<Buffer> =>
  FILLS[form](templatesDir, head, forms);

export interface WrittenForms {
  readonly files: readonly Pick<ReportFile, 'form' | 'fileName' | 'fileHash'>[];
  readonly at: Date;
}

/** Fills a report's forms and keeps the files. Never in a transaction: it takes its time. */
@Injectable()
export class WriteForms {
  constructor(
    private readonly heads: FormHeads,
    private readonly files: FileStore,
  ) {}

  async run(report: CountyReport, forms: FormsToFill): Promise<WrittenForms> {
    const { head, now, templatesDir } = await this.heads.of(report);
    const files = [];
    for (const form of report.forms) {
      const fileName = `${report.dueOn}_${report.countyCode}_${FORM_NAMES[form]}.xlsx`;
      files.push({ form, fileName, fileHash: await this.files.put(await fillReportForm(form, templatesDir, head, forms)) });
    }
    return { files, at: now };
  }
}
