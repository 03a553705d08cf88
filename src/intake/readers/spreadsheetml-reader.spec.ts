import type { SheetRow } from '../domain/index.js';
import { markupTokens } from './markup.js';
import { SpreadsheetMlReader } from './spreadsheetml-reader.js';

function read(source: string): { readonly reader: SpreadsheetMlReader; readonly rows: SheetRow[] } {
  const reader = new SpreadsheetMlReader();
  const rows: SheetRow[] = [];
  for (const token of markupTokens(source)) {
    const row = reader.take(token);
    if (row) rows.push(row);
  }
  return { reader, rows };
}

const sheet = (rows: string): string => `<Workbook><Worksheet ss:Name="名册"><Table>${rows}</Table></Worksheet></Workbook>`;
const data = (type: string, text: string): string => `<Cell><Data ss:Type="${type}">${text}</Data></Cell>`;

describe('an XML workbook of 2003', () => {
  it('has values by their type', () => {
    const cells = [
      data('String', '甲&amp;乙'),
      data('Number', '5.5'),
      data('DateTime', '2020-03-22T00:00:00.000'),
      data('DateTime', '1899-12-31T08:00:00.000'),
      data('Boolean', '1'),
      data('Error', '#N/A'),
      '<Cell/>',
    ];
    expect(read(sheet(`<Row>${cells.join('')}</Row>`)).rows).toEqual([
      { number: 1, cells: ['甲&乙', 5.5, { date: '2020-03-22' }, '1899-12-31T08:00:00.000', true, '#N/A'], hidden: false },
    ]);
  });

  it('leaves out rows and cells, and hides rows', () => {
    const rows = `<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">甲</Data></Cell></Row><Row ss:Span="4"/><Row>${data('String', '乙')}</Row>`;
    expect(read(sheet(rows)).rows).toEqual([
      { number: 3, cells: [null, '甲'], hidden: true },
      { number: 9, cells: ['乙'], hidden: false },
    ]);
  });

  it('has merged ranges, behind which cells go on', () => {
    const { reader, rows } = read(
      sheet(`<Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell>${data('String', '乙')}</Row>`),
    );
    expect(rows[0]?.cells).toEqual(['甲', null, '乙']);
    expect(reader.sheets[0]?.merges).toEqual([{ top: 1, left: 0, bottom: 2, right: 1 }]);
  });

  it('knows its sheets, hidden ones too', () => {
    const { reader } = read(
      '<x:Workbook><x:Worksheet ss:Name="一"><x:Table/></x:Worksheet><x:Worksheet ss:Name="二"><x:Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></x:Worksheet></x:Workbook>',
    );
    expect(reader.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['一', false],
      ['二', true],
    ]);
  });

  it.each([
    ['a number that is none', data('Number', '5x'), 'workbook-damaged'],
    ['an index that is none', '<Cell ss:Index="-1"><Data ss:Type="String">x</Data></Cell>', 'workbook-damaged'],
    ['a column beyond the limit', '<Cell ss:Index="9999999"><Data ss:Type="String">x</Data></Cell>', 'limit-columns'],
  ])('is refused for %s', (_, cell, code) => {
    expect(() => read(sheet(`<Row>${cell}</Row>`))).toThrow(expect.objectContaining({ code }));
  });
});
