import { squeeze } from '../../kernel/index.js';
import { cellText } from './cells/index.js';
import { headerKey } from './column-mapping.js';
import type { TableHeader } from './header.js';
import { isBanner, isEmpty } from './merges.js';
import type { FieldSpec } from './sheet-kind.js';
import type { MergedRange, SheetRow } from './workbook.js';

/** What a row below the header is. `footers` are signatures, notes and the headings of groups. */
export type RowSort = 'record' | 'totals' | 'repeatedHeaders' | 'blank' | 'footers';

const TOTAL = /^.{0,8}(合计|小计|总计|共计|累计)(\d+[户家个人])?:?$/;
const FOOTER =
  /^(\d[.、])?(部门负责人|单位负责人|科室负责人|负责人|填表人|填报人|制表人?|审核人?|审批人?|经办人|联系人|联系电话|填报单位|填报时间|填报日期|填表日期|注|备注|说明|填表说明)(签字|签章|\(.*?\))*:/;
const SIGNATURE = /^(部门|单位|科室)?(负责人|经办人|审核人)签[字章]/;

/** Texts that folding leaves as they are, without what a total, a signature or the label of a footer needs. */
const SIMPLE = /^(?!.*[计签])[0-9A-Za-z\u4e00-\u9fff.,/_-]+$/;

/** Tells records from everything else that stands in a table. Rows are shown to it in order: notes may go on below the first footer. */
export class RowSorter {
  private readonly sequence: number | undefined;
  private readonly labels: readonly number[];
  private readonly titles: ReadonlySet<string>;
  private afterFooter = false;

  constructor(
    private readonly header: TableHeader,
    fields: readonly FieldSpec[],
    private readonly merges: readonly MergedRange[],
    titleRows: readonly SheetRow[],
  ) {
    const columnsOf = (role: FieldSpec['role']): number[] => {
      const wanted = new Set(fields.filter((field) => field.role === role).map((field) => field.field));
      return header.columns.flatMap((column) => (column.field !== null && wanted.has(column.field) ? [column.index] : []));
    };
    this.sequence = columnsOf('sequence')[0];
    this.labels = [...columnsOf('sequence'), ...columnsOf('name')];
    this.titles = new Set(titleRows.flatMap((row) => row.cells.map((cell) => squeeze(cellText(cell)))).filter((text) => text !== ''));
  }

  sort(row: SheetRow): RowSort {
    if (this.isOrdinary(row)) return 'record';
    const typed = row.cells.flatMap((cell, index) => (isEmpty(cell) ? [] : [{ index, text: squeeze(cellText(cell)) }]));
    const [first, second] = typed;
    if (!first) return 'blank';
    if (typed.every(({ text }) => this.header.words.has(headerKey(text))) && second) return 'repeatedHeaders';
    if (typed.every(({ text }) => this.titles.has(text))) return 'repeatedHeaders';
    if (typed.some(({ index, text }) => (text === first.text || this.labels.includes(index)) && TOTAL.test(text))) return 'totals';
    if (this.isFooter(row, first, second !== undefined)) return 'footers';
    if (typed.every(({ index }) => index === this.sequence)) return 'blank';
    return 'record';
  }

  /**
   * Whether a look at the first cell and those where 合计 may stand is enough to tell a record: of a million rows nearly every one. False says
   * nothing yet.
   */
  private isOrdinary({ cells }: SheetRow): boolean {
    let first = 0;
    while (first < cells.length && isEmpty(cells[first])) first++;
    const text = cellText(cells[first] ?? null);
    if (!SIMPLE.test(text) || this.header.words.has(text.toLowerCase()) || this.titles.has(text)) return false;
    let second = first + 1;
    while (second < cells.length && isEmpty(cells[second])) second++;
    if (second >= cells.length) return false;
    return this.labels.every((index) => !cellText(cells[index] ?? null).includes('计'));
  }

  private isFooter(row: SheetRow, first: { readonly index: number; readonly text: string }, hasMore: boolean): boolean {
    const labelled = FOOTER.test(first.text) || SIGNATURE.test(first.text);
    if (labelled) this.afterFooter = true;
    const note = !hasMore && (this.afterFooter || (first.index === this.sequence && !/^\d+(\.0)?$/.test(first.text)));
    return labelled || note || isBanner(this.merges, row, this.header.columns.length);
  }
}
