import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/repository.js';

const SHIPPED = join(ROOT, 'region-packs', '150800');

/** Two banner-counties, each with a development zone, instead of all seven. */
const HOME_ZONES = ['150871,临河开发区,zone,150802,', '150872,五原开发区,zone,150821,'];
const HOME_KEPT = /^(?:code|150000|150800|150802|150821)/;

/** A city whose names get in the way of the other's: there, too, 前旗 is what people call a banner. */
const ELSEWHERE = [
  'code,name,level,parent,aliases',
  '150000,内蒙古自治区,province,,内蒙古',
  '150600,鄂尔多斯市,city,150000,鄂尔多斯|市本级|市直',
  '150602,东胜区,county,150600,东胜',
  '150623,鄂托克前旗,county,150600,前旗|五原|鄂前旗',
];

/** A folder with the packs of two cities, `150800` and `150600`. */
export function packsOfTwoCities(): string {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  const lines = readFileSync(join(SHIPPED, 'regions.csv'), 'utf8').split('\n');
  write(folder, '150800', [...lines.filter((line) => HOME_KEPT.test(line)), ...HOME_ZONES]);
  write(folder, '150600', ELSEWHERE);
  writeFileSync(join(folder, '150600', 'pack.json'), JSON.stringify({ cityCode: '150600', name: '鄂尔多斯市' }));
  const target = { regionCode: '150600', measure: 'worker-coverage', year: 2020, percent: 77, clause: '另一城市的目标' };
  writeFileSync(join(folder, '150600', 'targets.json'), JSON.stringify([target]));
  return folder;
}

function write(folder: string, city: string, regions: readonly string[]): void {
  cpSync(SHIPPED, join(folder, city), { recursive: true });
  writeFileSync(join(folder, city, 'regions.csv'), `${regions.join('\n')}\n`);
}
