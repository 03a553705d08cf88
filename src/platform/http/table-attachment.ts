import { once } from 'node:events';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { TableFile } from '../files/table/index.js';
import { describeError } from '../logging/describe-error.js';
import { log } from '../logging/log.js';
import { CSV, disposition, XLSX } from './attachment.js';

/** Describes an answer that is a workbook. */
export const ApiWorkbook = (): MethodDecorator =>
  applyDecorators(ApiProduces(XLSX), ApiOkResponse({ schema: { type: 'string', format: 'binary' } }));

const typeOf = (fileName: string): string => (fileName.endsWith('.csv') ? CSV : XLSX);

/**
 * A download of a table while it is being made, as fast as the client takes it; when the client goes away the rows end. What fails before the first row is
 * thrown, and answered as a problem. Afterwards the connection is cut: the answer has no length and no end then, which browsers show as a failed
 * download, so that nobody takes a part for the whole.
 */
export async function tableAttachment({ fileName, bytes }: Pick<TableFile, 'fileName' | 'bytes'>): Promise<StreamableFile> {
  await once(bytes, 'readable');
  return new StreamableFile(bytes, { type: typeOf(fileName), disposition: disposition(fileName) }).setErrorHandler((error, response) => {
    log.error({ error: describeError(error) }, 'a download failed midway');
    response.destroy?.(error);
  });
}
