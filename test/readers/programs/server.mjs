// A server that has a workbook open, or waits for it, until it is killed.
const [, , file, reader, root] = process.argv;
const { KillableWorkbookOpener } = await import(`${root}/dist/intake/readers/killable-workbook-opener.js`);
const { READER_PROGRAM } = await import(`${root}/dist/intake/readers/child/reader-process.js`);
const path = reader.endsWith('.mjs') ? new URL(reader, import.meta.url).pathname : READER_PROGRAM.path;
await new KillableWorkbookOpener({ program: { path, nodeOptions: [] } }).open(file);
setInterval(() => undefined, 1000);
