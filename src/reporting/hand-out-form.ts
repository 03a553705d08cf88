import { Injectable } from '@nestjs/common';
import { RecordExport, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { holdsPersonalData, maskedName } from './domain/index.js';
import { maskedForm } from './forms/index.js';
import { PrepareReport } from './prepare-report.js';

export interface HandedOutForm {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** A report's form to take away, masked where it holds personal data. */
@Injectable()
export class HandOutForm {
  constructor(
    private readonly prepare: PrepareReport,
    private readonly files: FileStore,
    private readonly taken: RecordExport,
  ) {}

  /** Throws Problem `right-missing` or `not-found`. */
  async run(principal: Principal, reportId: number, fileId: number): Promise<HandedOutForm> {
    const file = (await this.prepare.filesOf(principal, reportId)).find((candidate) => candidate.id === fileId);
    if (!file) throw notFound('该表格');
    const bytes = await this.files.get(file.fileHash);
    await this.taken.run(principal, { subject: { kind: 'report', id: reportId }, after: { form: file.form, fileHash: file.fileHash } });
    if (!holdsPersonalData(file.form)) return { fileName: file.fileName, bytes };
    return { fileName: maskedName(file.fileName), bytes: await maskedForm(bytes) };
  }
}
