import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { Problem, type Month } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { FileStore, sha256 } from '../platform/files/file-store.js';
import { mayBeginAnew, type ImportBatch } from './domain/index.js';
import { ImportTargets } from './import-target.js';
import { IntakeStore } from './intake.store.js';

export interface ImportRequest {
  readonly kind: string;
  /** Path of the uploaded bytes; removed by the caller. */
  readonly file: string;
  readonly fileName: string;
  readonly county?: string | undefined;
  readonly asOf?: Month | undefined;
}

/** Takes a workbook in: its bytes are stored, nothing of it is read yet. The same bytes for the same purpose give the batch that is already there. */
@Injectable()
export class UploadWorkbook {
  constructor(
    private readonly targets: ImportTargets,
    private readonly store: IntakeStore,
    private readonly files: FileStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(principal: Principal, request: ImportRequest): Promise<ImportBatch> {
    demand(principal, 'data.import');
    if (!this.targets.get(request.kind)) throw unknownKind(request.kind, this.targets.kinds);
    const fileHash = await this.files.put(await readFile(request.file));
    const purpose = purposeOf(request, fileHash, principal);
    return this.database.unitOfWork(async () => {
      const known = await this.store.findByPurpose(purpose);
      if (known) return mayBeginAnew(known.state) ? this.beginAnew(known) : known;
      return this.store.add({
        kind: request.kind,
        fileName: basename(request.fileName),
        fileHash,
        countyCode: request.county ?? null,
        asOf: request.asOf ?? null,
        regionCode: principal.regionCode,
        sheets: { tables: [], skipped: [], settings: {} },
        createdBy: principal.displayName,
        createdAt: this.clock.now(),
        purpose,
      });
    });
  }

  private async beginAnew(batch: ImportBatch): Promise<ImportBatch> {
    const begun = await this.store.change(batch, { state: 'uploaded', rejection: null });
    if (!begun) throw new Error('A batch changed inside of its own unit of work.');
    return begun;
  }
}

/** A batch belongs to whom it was made for: two counties that upload the same bytes do not share one. */
function purposeOf({ kind, county, asOf }: ImportRequest, fileHash: string, { regionCode }: Principal): string {
  return sha256(JSON.stringify([kind, fileHash, county ?? null, asOf ?? null, regionCode]));
}

const unknownKind = (kind: string, kinds: readonly string[]): Problem =>
  new Problem('invalid', 'import-kind-unknown', `不支持的导入类型“${kind}”，目前可导入：${kinds.join('、')}。`);
