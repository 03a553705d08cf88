import type { HeaderFooter } from 'exceljs';

/** A text that a workbook carries outside of its cells. */
export interface WorkbookMark {
  readonly text: string;
  /** Stands as who changed the file last, and when. */
  readonly by: string;
  readonly at: Date;
}

/** What exceljs' workbooks and its streaming writers have in common. */
interface Properties {
  description: string;
  keywords: string;
  lastModifiedBy: string;
  modified: Date;
}

/** A header takes so many characters in all. */
const LONGEST_HEADER = 250;

/** The print header of every page; an ampersand begins a code in it. */
export const headerOf = ({ text }: WorkbookMark): string => `&R&8${text.replaceAll('&', '&&')}`.slice(0, LONGEST_HEADER);

export function markProperties(workbook: Properties, { text, by, at }: WorkbookMark): void {
  Object.assign(workbook, { description: text, keywords: '含个人信息', lastModifiedBy: by, modified: at });
}

/** Of a sheet that was read from a file without headers the library says null, against its types. */
interface Printed {
  headerFooter: Partial<HeaderFooter>;
}

/** Marks a workbook in each page's print header and in the file's properties: no cell changes. */
export function markWorkbook(workbook: Properties & { readonly worksheets: readonly Printed[] }, mark: WorkbookMark): void {
  const header = headerOf(mark);
  for (const sheet of workbook.worksheets) {
    const own = sheet.headerFooter as Partial<HeaderFooter> | null;
    sheet.headerFooter = {
      ...own,
      oddHeader: header,
      ...(own?.differentOddEven ? { evenHeader: header } : {}),
      ...(own?.differentFirst ? { firstHeader: header } : {}),
    };
  }
  markProperties(workbook, mark);
}
