import { createHash } from 'node:crypto';

/** A digest of the rows of all sheets, which are read to their end. */
export async function cellsOf(workbook) {
  const hash = createHash('sha256');
  try {
    for (const [i, sheet] of workbook.sheets.entries()) {
      hash.update(JSON.stringify(sheet));
      for await (const row of workbook.rows(i)) hash.update(JSON.stringify(row));
    }
  } finally {
    await workbook.close();
  }
  return hash.digest('hex');
}
