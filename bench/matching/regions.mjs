import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACK = join(import.meta.dirname, '../../region-packs/150800/regions.csv');
/** From this many records a county on, further invented cities take the rest: a county of millions does not exist. */
const RECORDS_A_COUNTY = 5000;
const COUNTIES_A_CITY = 8;
const TOWNS_A_COUNTY = 6;
const FIRST = [...'朔漠苍岱屏翠澜泓嵩崂沧溟灏滦渭洮湟沂汶泗颍淇漳滹'];
const SECOND = [...'岗泉坪峡湾浦津渡陵丘台关堡屯甸沟洼滩涧坡垭'];

/** The divisions of the sample city; for larger numbers of records as many invented cities beside it as keep counties at an ordinary size. */
export function regionsFor(records, random) {
  const regions = readPack();
  const counties = regions.filter(({ level }) => level === 'county').length;
  const missing = Math.ceil(records / RECORDS_A_COUNTY) - counties;
  for (let city = 0; city < Math.ceil(Math.max(0, missing) / COUNTIES_A_CITY); city += 1) regions.push(...inventCity(city, random));
  return regions;
}

function readPack() {
  const [, ...lines] = readFileSync(PACK, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [code, name, level, parentCode, aliases] = line.split(',');
    return { code, name, level, parentCode: parentCode || null, aliases: aliases ? aliases.split('|') : [] };
  });
}

function inventCity(number, random) {
  const code = String(990100 + (number % 90) * 100 + Math.floor(number / 90) * 10000);
  const name = nameOf(number * 7, random);
  const city = { code, name: `${name}市`, level: 'city', parentCode: '150000', aliases: [name] };
  const counties = Array.from({ length: COUNTIES_A_CITY }, (_, i) => ({
    code: String(Number(code) + i + 1),
    name: `${nameOf(number * COUNTIES_A_CITY + i + 100, random)}${random.pick(['县', '区', '旗'])}`,
    level: 'county',
    parentCode: code,
    aliases: [],
  }));
  const towns = counties.flatMap((county) =>
    Array.from({ length: TOWNS_A_COUNTY }, (_, i) => ({
      code: `${county.code}${100 + i}`,
      name: `${random.pick(SECOND)}${random.pick(FIRST)}${random.pick(SECOND)}镇`,
      level: 'town',
      parentCode: county.code,
      aliases: [],
    })),
  );
  return [city, ...counties, ...towns];
}

function nameOf(number, random) {
  const name = FIRST[number % FIRST.length] + SECOND[Math.floor(number / FIRST.length) % SECOND.length];
  return number < FIRST.length * SECOND.length ? name : name + random.pick(SECOND);
}
