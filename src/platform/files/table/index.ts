export type { Column, Table } from './column.js';
export { TableFile } from './table-file.js';
export { ZipStream } from './zip-stream.js';
