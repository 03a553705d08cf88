import type { MergedRange, SheetRow } from '../domain/index.js';
import { HtmlTables } from './html-tables.js';

function read(source: string): { readonly rows: SheetRow[]; readonly merges: MergedRange[] } {
  const merges: MergedRange[] = [];
  const rows = [...new HtmlTables((range) => merges.push(range)).rows(source)];
  return { rows, merges };
}

const cellsOf = (source: string) => read(source).rows.map((row) => row.cells);

describe('the tables of a web page', () => {
  it('are rows of text as it is shown: 004 and an ID number stay what they are', () => {
    expect(cellsOf('<table><tr><th>编号<th>证件<tr><td>004<td x:num="1">152801197003151230</table>')).toEqual([
      ['编号', '证件'],
      ['004', '152801197003151230'],
    ]);
  });

  it.each<[string, string, string | null]>([
    ['entities', '&lt;甲&amp;乙&gt;&#26408;&#x77FF;&nbsp;5&unknown;', '<甲&乙>木矿 5&unknown;'],
    ['line ends', '甲<br>乙<p>丙</p>', '甲\n乙\n丙'],
    ['tags within', '<b>甲</b><font color="red">矿</font>', '甲矿'],
    ['spaces of the source', '\n   甲\n   矿 \n', '甲 矿'],
    ['comments and scripts', '甲<!-- <td>x</td> --><script>"</td>"</script>乙', '甲乙'],
    ['a sign that is no tag', '5 < 6', '5 < 6'],
    ['nothing', ' &nbsp; ', null],
  ])('have cells with %s', (_, cell, text) => {
    expect(cellsOf(`<table><tr><td>x</td><td>${cell}</td></tr></table>`)).toEqual([text === null ? ['x'] : ['x', text]]);
  });

  it('have merged ranges, whose covered cells are empty', () => {
    const { rows, merges } = read(
      `<table><tr><td colspan=3>标题</td></tr><tr><td rowspan="2">甲</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>`,
    );
    expect(rows.map((row) => row.cells)).toEqual([['标题'], ['甲', '1', '2'], [null, '3', '4']]);
    expect(merges).toEqual([
      { top: 1, left: 0, bottom: 1, right: 2 },
      { top: 2, left: 0, bottom: 3, right: 0 },
    ]);
  });

  it('stand one below the other, rows without content counted', () => {
    const { rows } = read('<table><tr><td>名册</td></tr><tr><td></td></tr></table><table><tr><td>甲</td></tr></table>');
    expect(rows.map(({ number, cells }) => [number, ...cells])).toEqual([
      [1, '名册'],
      [3, '甲'],
    ]);
  });

  it('may be wrapped in a table for layout', () => {
    const { rows } = read(
      '<table><tr><td>标题<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>注</td></tr></table>',
    );
    expect(rows.map((row) => row.cells)).toEqual([['标题'], ['甲', '1'], ['乙', '2'], ['注']]);
  });

  it('know hidden rows', () => {
    const { rows } = read("<table><tr style='display:none'><td>甲</td></tr><tr><td>乙</td></tr></table>");
    expect(rows.map((row) => row.hidden)).toEqual([true, false]);
  });

  it('do not grow beyond their limits by what a tag says', () => {
    const { merges } = read('<table><tr><td colspan="999999999" rowspan="999999999">甲</td></tr></table>');
    expect(merges).toEqual([{ top: 1, left: 0, bottom: 1, right: 511 }]);
    expect(() => read(`<table><tr>${'<td>1</td>'.repeat(513)}</tr></table>`)).toThrow(expect.objectContaining({ code: 'limit-columns' }));
    expect(() => read(`<table><tr><td>${'甲'.repeat(32_768)}</td></tr></table>`)).toThrow(expect.objectContaining({ code: 'limit-cell' }));
  });
});
