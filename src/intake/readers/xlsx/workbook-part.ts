import type { ElementVisitor } from './xml-elements.js';

/** A sheet as the workbook lists it; which part it is, only the relationship says. */
interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly relationship: string;
}

/** Collects from workbook.xml the sheets in their order, and from which year its serial numbers count. */
export class WorkbookPart {
  readonly sheets: ListedSheet[] = [];
  date1904 = false;
  isWorkbook = false;

  readonly visit: ElementVisitor = (name, attributes, parent) => {
    if (parent === '') this.isWorkbook = name === 'workbook';
    else if (name === 'workbookPr' && parent === 'workbook') this.date1904 = ['1', 'true', 'on'].includes(attributes.get('date1904') ?? '');
    else if (name === 'sheet' && parent === 'sheets') {
      this.sheets.push({
        name: attributes.get('name') ?? '',
        hidden: (attributes.get('state') ?? 'visible') !== 'visible',
        relationship: attributes.get('id') ?? '',
      });
    }
  };
}
