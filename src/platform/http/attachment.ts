import { StreamableFile } from '@nestjs/common';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A download under its (Chinese) name, RFC 6266. */
export function attachment(bytes: Buffer, fileName: string, type: string): StreamableFile {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return new StreamableFile(bytes, {
    type,
    disposition: `attachment; filename="download"; filename*=UTF-8''${encoded}`,
    length: bytes.length,
  });
}
