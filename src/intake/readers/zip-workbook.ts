import { readWholeSource, type SourceFile } from '../../platform/files/source-file.js';
import type { OpenOptions, OpenWorkbook } from '../domain/index.js';
import { notATable, unreadable } from './unreadable.js';
import { DEFAULT_LIMITS } from './xlsx/limits.js';
import { openXlsxFile } from './xlsx/index.js';
import { ZipFile } from './xlsx/zip-file.js';

const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
const MANIFEST = 'meta-inf/manifest.xml';

/** What an archive is, told by a member that only such a file has. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^word\//, 'Word 文档'],
  [/^ppt\//, 'PowerPoint 演示文稿'],
  [/^index\/.*\.iwa$/, 'Numbers 表格或其他 iWork 文件'],
  [/^mimetype$/, 'OpenDocument 文档或电子书'],
];

/** Opens what is packed as a zip: .xlsx and its kin, .xlsb, .ods; anything else is refused by its name. */
export async function openZip(file: SourceFile, { allMerges }: OpenOptions = { allMerges: false }): Promise<OpenWorkbook> {
  const archive = await ZipFile.open(file, DEFAULT_LIMITS);
  try {
    const names = archive.names();
    if (names.includes('xl/workbook.bin')) return await openVerified(file, archive);
    if ((await textOf(archive, 'mimetype'))?.trim() === ODS) return await openOds(file, archive);
    const kind = KINDS.find(([sign]) => names.some((name) => sign.test(name)))?.[1];
    if (kind !== undefined) throw notATable(kind);
    // Reading it also verifies it, which nothing else does.
    if ((await textOf(archive, '[content_types].xml')) === undefined) throw notATable('压缩包', '请解压后上传其中的表格。');
  } finally {
    await archive.close();
  }
  return openXlsxFile(file, allMerges ? { mergedSheetBytes: DEFAULT_LIMITS.sheetBytes } : {});
}

async function openOds(file: SourceFile, archive: ZipFile): Promise<OpenWorkbook> {
  if ((await textOf(archive, MANIFEST))?.includes('encryption-data') === true) throw unreadable('workbook-encrypted');
  return openVerified(file, archive);
}

/** SheetJS neither checks sums nor limits what inflates: every member is read once before it is let near. */
async function openVerified(file: SourceFile, archive: ZipFile): Promise<OpenWorkbook> {
  for (const name of archive.names()) await contentOf(archive, name);
  const { openWithSheetJs } = await import('./sheetjs-workbook.js');
  return openWithSheetJs(await readWholeSource(file));
}

const textOf = async (archive: ZipFile, name: string): Promise<string | undefined> =>
  archive.member(name) ? Buffer.concat(await contentOf(archive, name)).toString('utf8') : undefined;

async function contentOf(archive: ZipFile, name: string): Promise<Buffer[]> {
  const member = archive.member(name);
  const chunks: Buffer[] = [];
  if (!member) return chunks;
  for await (const chunk of archive.read(member, { bytes: DEFAULT_LIMITS.partBytes, code: 'limit-part' })) chunks.push(chunk);
  return chunks;
}
