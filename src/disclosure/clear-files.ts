import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import type { MadeFile } from '../platform/http/made-attachment.js';
import type { ExportKind, Watermark } from './domain/index.js';

/** What a request is about. */
export interface ClearFileTitle {
  /** Without personal data. */
  readonly title: string;
  readonly countyCode: string | null;
}

/** A file in the clear, written as `TemporaryFiles` writes, with its media type. */
export interface ClearFile extends MadeFile {
  readonly type: string;
}

/** Where files with personal data come from; each feature has its own. */
export abstract class ClearFileSource {
  abstract readonly kind: ExportKind;
  /** Throws Problem `not-found` for what is not there or not in the principal's scope. */
  abstract describe(principal: Principal, subject: string): Promise<ClearFileTitle>;
  /** Writes it into `folder`, marked. */
  abstract write(principal: Principal, subject: string, mark: Watermark, folder: string): Promise<ClearFile>;
}

/** All sources by kind; features add theirs when they are made. */
@Injectable()
export class ClearFiles {
  private readonly sources = new Map<ExportKind, ClearFileSource>();

  add(source: ClearFileSource): void {
    this.sources.set(source.kind, source);
  }

  of(kind: ExportKind): ClearFileSource {
    const source = this.sources.get(kind);
    if (!source) throw new Problem('invalid', 'export-kind-unknown', '没有这种可导出的文件，请刷新页面后重试。');
    return source;
  }
}
