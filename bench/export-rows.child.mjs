/** Writes a table of many rows as a workbook with one writer and prints what that took, as JSON. */
import { createWriteStream } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';

const [writer, file, count, dist] = process.argv.slice(2);

const HEADER = ['序号', '单位名称', '姓名', '证件号码', '参保时间', '入职日期', '缴费基数', '参保状态', '岗位', '联系电话', '月数', '备注'];
const KINDS = ['integer', 'text', 'text', 'text', 'date', 'date', 'decimal', 'text', 'text', 'text', 'integer', 'text'];
const STATES = ['参保缴费', '暂停参保', '终止参保'];
const DAY_MS = 86_400_000;
const DAYS = Array.from({ length: 4000 }, (_, i) => new Date(Date.UTC(2010, 0, 1) + i * DAY_MS).toISOString().slice(0, 10));

/** What the rows of a database look like: twelve columns, days as text. */
function* rows() {
  for (let i = 0; i < Number(count); i++)
    yield [
      i + 1,
      `巴彦淖尔市第${i % 2000}矿业有限责任公司`,
      `职工${i}`,
      `15280119${1960 + (i % 40)}0101${1000 + (i % 9000)}`,
      DAYS[i % DAYS.length],
      DAYS[(i * 7) % DAYS.length],
      (3000 + (i % 5000)) / 4,
      STATES[i % STATES.length],
      '掘进工&支护工',
      `1384780${1000 + (i % 9000)}`,
      i % 31,
      i % 50 === 0 ? `=合计${i % 100}` : `备注${i % 100}`,
    ];
}

async function own() {
  const { TableFile } = await import(`${dist}/platform/files/table/index.js`);
  const columns = HEADER.map((header, i) => ({ header, width: 20, kind: KINDS[i], value: (row) => row[i] }));
  await pipeline(TableFile.of('rows', { columns, rows: rows() }).bytes, createWriteStream(file));
}

/** Without shared strings, which would make it slower and larger still; the same header, filter and compression. */
async function exceljs() {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: file,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 3 } },
  });
  const sheet = workbook.addWorksheet('数据', { views: [{ state: 'frozen', ySplit: 1 }] });
  const formats = { text: '@', integer: '0', decimal: 'General', date: 'yyyy-mm-dd' };
  sheet.columns = HEADER.map((header, i) => ({ header, width: 20, style: { numFmt: formats[KINDS[i]] } }));
  sheet.autoFilter = { from: 'A1', to: { row: Number(count) + 1, column: HEADER.length } };
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).commit();
  let written = 0;
  for (const row of rows()) {
    sheet.addRow(row.map((value, i) => (KINDS[i] === 'date' ? new Date(`${value}T00:00:00Z`) : value))).commit();
    // It tells nobody when to wait: without a turn of the event loop now and then nothing would be written before the last row.
    if (++written % 1000 === 0) await nextTurn();
  }
  await workbook.commit();
}

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const start = performance.now();
await { own, exceljs }[writer]();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const result = {
  seconds: (performance.now() - start) / 1000,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakMiB: maxRSS / 1024,
  p99Ms: delay.percentile(99) / 1e6,
};
process.stdout.write(JSON.stringify(result));
