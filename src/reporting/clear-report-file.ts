import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { ClearFiles, ClearFileSource, workbookMark, type ClearFile, type ClearFileTitle, type Watermark } from '../disclosure/index.js';
import { notFound } from '../kernel/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { XLSX } from '../platform/http/attachment.js';
import { holdsPersonalData } from './domain/index.js';
import { markedForm } from './forms/index.js';
import { HoldReport } from './hold-report.js';
import { PrepareReport } from './prepare-report.js';
import type { CountyReport, ReportFile } from './reporting.store.js';

/** A county's form as it was written, `<report>/<file>`: its cells are those of the form, the mark stands outside of them. */
@Injectable()
export class ClearReportFile extends ClearFileSource {
  readonly kind = 'report-file';

  constructor(
    private readonly prepare: PrepareReport,
    private readonly held: HoldReport,
    private readonly files: FileStore,
    private readonly temporary: TemporaryFiles,
    sources: ClearFiles,
  ) {
    super();
    sources.add(this);
  }

  async describe(principal: Principal, subject: string): Promise<ClearFileTitle> {
    const { report, file } = await this.find(principal, subject);
    return { title: file.fileName, countyCode: report.countyCode };
  }

  async write(principal: Principal, subject: string, mark: Watermark, folder: string): Promise<ClearFile> {
    const { file } = await this.find(principal, subject);
    const path = join(folder, 'form.xlsx');
    const bytes = await markedForm(await this.files.get(file.fileHash), workbookMark(mark));
    await pipeline(Readable.from([bytes]), this.temporary.write(path));
    return { path, fileName: file.fileName, type: XLSX };
  }

  private async find(principal: Principal, subject: string): Promise<{ readonly report: CountyReport; readonly file: ReportFile }> {
    const [, reportId, fileId] = /^(\d+)\/(\d+)$/.exec(subject) ?? [];
    if (reportId === undefined) throw notFound('该表格');
    const report = await this.held.find(principal, Number(reportId));
    const file = (await this.prepare.filesOf(principal, report.id)).find(({ id }) => id === Number(fileId));
    if (!file || !holdsPersonalData(file.form)) throw notFound('该含个人信息的表格');
    return { report, file };
  }
}
