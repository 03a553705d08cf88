import ExcelJS from 'exceljs';

export async function describeWorkbook(bytes) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const styles = new Styles();
  const sheets = workbook.worksheets.map((sheet) => describeSheet(sheet, styles));
  return `${inLines({ sheets, styles: styles.named() }, 0)}\n`;
}

/** Names each style when it is first met, so that a diff shows it once. */
class Styles {
  known = new Map();

  nameOf({ font, border, alignment, fill, numFmt }) {
    const text = JSON.stringify({ font, border, alignment, fill, numFmt });
    if (!this.known.has(text)) this.known.set(text, `s${this.known.size + 1}`);
    return this.known.get(text);
  }

  named() {
    return Object.fromEntries([...this.known].map(([text, name]) => [name, JSON.parse(text)]));
  }
}

function describeSheet(sheet, styles) {
  const columns = Array.from({ length: sheet.columnCount }, (_, index) => sheet.getColumn(index + 1).width ?? null);
  const rows = Array.from({ length: sheet.rowCount }, (_, index) => describeRow(sheet.getRow(index + 1), sheet.columnCount, styles));
  const { name, pageSetup, headerFooter, views } = sheet;
  return { name, pageSetup: { ...pageSetup }, headerFooter, views, columns, merges: [...sheet.model.merges].sort(), rows };
}

/** Value and style of each cell; of merged cells the value stands in the first only. */
function describeRow(row, columnCount, styles) {
  const cells = Array.from({ length: columnCount }, (_, index) => {
    const cell = row.getCell(index + 1);
    const covered = cell.isMerged && cell.master.address !== cell.address;
    return [covered ? '' : (cell.value ?? ''), styles.nameOf(cell.style)];
  });
  return { height: row.height ?? null, cells };
}

const DEPTH = 3;

/** JSON with the outer levels on lines of their own and each row of a sheet on one. */
function inLines(value, depth) {
  if (typeof value !== 'object' || value === null || depth > DEPTH) return JSON.stringify(value);
  const pad = '  '.repeat(depth + 1);
  const parts = Array.isArray(value)
    ? value.map((item) => `${pad}${inLines(item, depth + 1)}`)
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${pad}${JSON.stringify(key)}: ${inLines(item, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${'  '.repeat(depth)}${close}`;
}
