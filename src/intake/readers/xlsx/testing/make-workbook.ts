import type { Member } from './make-zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface Parts {
  /** XML of `<sheetData>` with what is inside and behind it, or of a whole `<worksheet>`. */
  readonly sheet?: string | Buffer;
  readonly strings?: readonly string[];
  readonly styles?: string;
  readonly workbook?: string;
  readonly relationships?: string;
  readonly workbookPath?: string;
}

export const relationship = (id: string, type: string, target: string, namespace = OFFICE): string =>
  `<Relationship Id="${id}" Type="${namespace}/${type}" Target="${target}"/>`;

export const relationships = (...list: string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;

const WORKBOOK = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const RELATIONSHIPS = relationships(
  relationship('rId1', 'worksheet', 'worksheets/sheet1.xml'),
  relationship('rId2', 'sharedStrings', 'sharedStrings.xml'),
  relationship('rId3', 'styles', 'styles.xml'),
);

/** `<sheetData>` in a worksheet. */
export const worksheet = (inside: string): string => `<worksheet xmlns="${MAIN}">${inside}</worksheet>`;

/** The members of a workbook with one sheet; any may be replaced. */
export function workbookMembers(parts: Parts = {}): Member[] {
  const sheet = parts.sheet ?? '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';
  const strings = (parts.strings ?? []).map((item) => `<si>${item}</si>`).join('');
  return [
    { name: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', content: relationships(relationship('rId1', 'officeDocument', parts.workbookPath ?? 'xl/workbook.xml')) },
    { name: 'xl/workbook.xml', content: parts.workbook ?? WORKBOOK },
    { name: 'xl/_rels/workbook.xml.rels', content: parts.relationships ?? RELATIONSHIPS },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: typeof sheet === 'string' && sheet.startsWith('<sheetData') ? worksheet(sheet) : sheet,
    },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${strings}</sst>` },
    { name: 'xl/styles.xml', content: parts.styles ?? `<styleSheet xmlns="${MAIN}"/>` },
  ];
}
