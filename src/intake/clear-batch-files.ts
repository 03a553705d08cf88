import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import {
  ClearFiles,
  ClearFileSource,
  Persons,
  workbookMark,
  type ClearFile,
  type ClearFileTitle,
  type ExportKind,
  type Watermark,
} from '../disclosure/index.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { OCTETS, XLSX } from '../platform/http/attachment.js';
import { BatchOriginal } from './batch-original.js';
import { Batches } from './batches.js';
import { countyOf } from './domain/index.js';
import { ErrorWorkbook } from './error-workbook/error-workbook.js';

/** The bytes of an upload as they came: nothing is written into them. */
@Injectable()
export class ClearOriginal extends ClearFileSource {
  readonly kind: ExportKind = 'original';

  constructor(
    private readonly batches: Batches,
    private readonly originals: BatchOriginal,
    private readonly temporary: TemporaryFiles,
    sources: ClearFiles,
  ) {
    super();
    sources.add(this);
  }

  describe(principal: Principal, subject: string): Promise<ClearFileTitle> {
    return titleOf(this.batches, principal, subject);
  }

  async write(principal: Principal, subject: string, _mark: Watermark, folder: string): Promise<ClearFile> {
    const path = join(folder, 'original');
    const fileName = await this.originals.unseal(principal, Number(subject), this.temporary.at(path));
    return { path, fileName, type: OCTETS };
  }
}

/** An upload with its errors marked, and with who took it away. */
@Injectable()
export class ClearErrorWorkbook extends ClearFileSource {
  readonly kind: ExportKind = 'error-workbook';

  constructor(
    private readonly batches: Batches,
    private readonly errors: ErrorWorkbook,
    sources: ClearFiles,
    persons: Persons,
  ) {
    super();
    sources.add(this);
    persons.addBatches(async (principal, batchId) => {
      const batch = await this.batches.find(principal, batchId);
      return { kind: batch.kind, countyCode: countyOf(batch) };
    });
  }

  describe(principal: Principal, subject: string): Promise<ClearFileTitle> {
    return titleOf(this.batches, principal, subject);
  }

  async write(principal: Principal, subject: string, mark: Watermark, folder: string): Promise<ClearFile> {
    return { ...(await this.errors.write(principal, Number(subject), folder, workbookMark(mark))), type: XLSX };
  }
}

async function titleOf(batches: Batches, principal: Principal, subject: string): Promise<ClearFileTitle> {
  const batch = await batches.find(principal, Number(subject));
  return { title: batch.fileName, countyCode: countyOf(batch) };
}
