import { cellText } from './cell-text.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in `cellXfs` of `STYLES`. */
export const STYLE = { header: 1, text: 2, quotedText: 3, integer: 4, decimal: 0, date: 5 } as const;

/** Stands first in the file though the number of sheets is known last: parts that are not named here are sheets. */
export const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

export const PACKAGE_RELATIONSHIPS = relationships([['officeDocument', 'xl/workbook.xml']]);

export const STYLES =
  `${XML}<styleSheet xmlns="${NS}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>' +
  '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** One sheet as it was written: `lastRow` counts the header. */
export interface WrittenSheet {
  readonly lastRow: number;
  readonly lastColumn: string;
}

const sheetName = (index: number): string => (index === 0 ? '数据' : `数据 (${index + 1})`);

export const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;

/** Up to the rows: the header stays in sight, columns have their widths, the page takes all of them. */
export function sheetHead(widths: readonly number[]): string {
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  return (
    `${XML}<worksheet xmlns="${NS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
    `<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>` +
    `<cols>${columns.join('')}</cols><sheetData>`
  );
}

/** From the rows on: a filter on every column, A4 across; numbers kept as text are meant so and not marked as mistakes. */
export const sheetTail = ({ lastRow, lastColumn }: WrittenSheet): string =>
  `</sheetData><autoFilter ref="A1:${lastColumn}${lastRow}"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>` +
  `<ignoredErrors><ignoredError sqref="A1:${lastColumn}${lastRow}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;

export function workbook(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map((_, i) => `<sheet name="${sheetName(i)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const names = sheets.map((sheet, i) => definedNames(sheet, i));
  return (
    `${XML}<workbook xmlns="${NS}" xmlns:r="${REL}"><bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets>` +
    `<definedNames>${names.join('')}</definedNames></workbook>`
  );
}

/** Excel knows a filter by this hidden name; printed, the header stands on each page. */
function definedNames({ lastRow, lastColumn }: WrittenSheet, index: number): string {
  const name = `'${cellText(sheetName(index))}'`;
  return (
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${name}!$A$1:$${lastColumn}$${lastRow}</definedName>` +
    `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${name}!$1:$1</definedName>`
  );
}

export const workbookRelationships = (sheets: readonly WrittenSheet[]): string =>
  relationships([...sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]), ['styles', 'styles.xml']]);

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${REL}/${type}" Target="${target}"/>`);
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}
