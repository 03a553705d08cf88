// Writes the golden files anew from the built application: `npx nest build && node test/golden/make-golden.mjs`. Look at the diff before you commit it.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as fillers from '../../dist/reporting/forms/index.js';
import { GOLDEN_FORMS } from './contents.mjs';
import { describeWorkbook } from './describe-workbook.mjs';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));

for (const { name, make } of GOLDEN_FORMS) {
  const golden = await describeWorkbook(await make(fillers, templates));
  await writeFile(new URL(`${name}.json`, import.meta.url), golden);
  // With a folder, also the workbooks themselves, to look at them.
  if (process.argv[2]) await writeFile(`${process.argv[2]}/${name}.xlsx`, await make(fillers, templates));
}
