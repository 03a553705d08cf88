/** Reads all rows of a workbook with one reader and prints what that took, as JSON. */
const [reader, file, dist] = process.argv.slice(2);

async function own() {
  const { openXlsxFile } = await import(`${dist}/intake/readers/xlsx/index.js`);
  const workbook = await openXlsxFile(file);
  let rows = 0;
  let cells = 0;
  // As the product's reader process takes them; exceljs gives a sheet's rows one by one.
  for await (const batch of workbook.rowBatches(0)) {
    for (const row of batch) {
      rows++;
      cells += row.cells.length;
    }
  }
  await workbook.close();
  return { rows, cells };
}

async function exceljs() {
  const { default: ExcelJS } = await import('exceljs');
  const options = { sharedStrings: 'cache', styles: 'cache', worksheets: 'emit', hyperlinks: 'ignore', entries: 'ignore' };
  let rows = 0;
  let cells = 0;
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(file, options)) {
    for await (const row of sheet) {
      rows++;
      cells += row.values.length - 1;
    }
  }
  return { rows, cells };
}

const start = performance.now();
const read = await { own, exceljs }[reader]();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const result = {
  ...read,
  seconds: (performance.now() - start) / 1000,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakMiB: maxRSS / 1024,
};
process.stdout.write(JSON.stringify(result));
