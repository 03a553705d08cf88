import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { safeFileName } from '../files/file-name.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv; charset=utf-8';
/** Bytes of which nothing is promised: browsers save them, and do not show them. */
export const OCTETS = 'application/octet-stream';

/** A download under its (Chinese) name, RFC 6266. */
export const attachment = (bytes: Buffer, fileName: string, type: string): StreamableFile =>
  new StreamableFile(bytes, { type, disposition: disposition(fileName), length: bytes.length });

/** As `attachment`, piece by piece. */
export const attachmentStream = (stream: Readable, length: number, fileName: string, type: string): StreamableFile =>
  new StreamableFile(stream, { type, disposition: disposition(fileName), length });

/** The header that makes a browser save an answer under this name. */
export function disposition(fileName: string): string {
  const encoded = encodeURIComponent(safeFileName(fileName)).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="download"; filename*=UTF-8''${encoded}`;
}
