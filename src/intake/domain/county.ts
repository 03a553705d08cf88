import { err, isCounty, ok, squeeze, type Region, type RegionTree, type Result } from '../../kernel/index.js';

/** What said which county a sheet is of. */
export type CountySource = 'given' | 'reporting-unit' | 'sheet-name' | 'title';

export interface SheetCounty {
  readonly county: Region;
  readonly source: CountySource;
}

/** Why the county of a sheet is not known. */
export interface CountyProblem {
  readonly code: 'county-unknown' | 'county-contradiction' | 'county-unresolved';
  readonly message: string;
}

/**
 * The county that a sheet's rows belong to where a row does not say so itself: what the caller gave (a code or a name), else 填报单位, else the sheet's
 * name, else its title. Sources that speak of different counties are never weighed against each other.
 */
export function countyOfSheet(
  reading: { readonly sheet: string; readonly reportingUnit: string | null; readonly title: string },
  regions: RegionTree,
  given?: string,
): Result<SheetCounty, CountyProblem> {
  const stated = given === undefined ? undefined : countyGiven(given, regions);
  if (given !== undefined && !stated)
    return err({ code: 'county-unknown', message: `“${given}”不是已设置的旗县区，请填写旗县区名称或代码。` });
  const reporting = reading.reportingUnit === null ? undefined : regions.countyIn(reading.reportingUnit);
  const named = regions.countyIn(reading.sheet);
  if (stated && reporting && stated.code !== reporting.code) return contradiction(reading.sheet, '填报单位', reporting, stated);
  const spoken = stated ?? reporting;
  if (!spoken) return named ? ok({ county: named, source: 'sheet-name' }) : byTitle(reading, regions);
  if (!(stated && reporting) && named && named.code !== spoken.code) return contradiction(reading.sheet, '工作表名称', named, spoken);
  return ok({ county: spoken, source: stated ? 'given' : 'reporting-unit' });
}

function byTitle(reading: { readonly sheet: string; readonly title: string }, regions: RegionTree): Result<SheetCounty, CountyProblem> {
  const county = regions.countyIn(reading.title);
  return county ? ok({ county, source: 'title' }) : err(unresolved(reading.sheet));
}

/** The region that a row's own column (旗县区, 参保区划) names: a county, or a city for what the city itself keeps (市本级). */
export function regionOfRow(text: string | null, regions: RegionTree): Region | undefined {
  if (text === null) return undefined;
  const exact = regions.get(squeeze(text)) ?? regions.countyNamed(text) ?? regions.named(text, 'city') ?? regions.countyIn(text);
  return exact ?? regions.regions.find((region) => region.level === 'city' && squeeze(text).startsWith(region.name));
}

function countyGiven(given: string, regions: RegionTree): Region | undefined {
  const region = regions.get(given.trim()) ?? regions.countyNamed(given);
  return region && isCounty(region) ? region : undefined;
}

const contradiction = (sheet: string, source: string, found: Region, spoken: Region): Result<never, CountyProblem> =>
  err({
    code: 'county-contradiction',
    message: `工作表“${sheet}”的${source}是${found.name}，与${spoken.name}不一致，请核对后更正文件或所选旗县区。`,
  });

const unresolved = (sheet: string): CountyProblem => ({
  code: 'county-unresolved',
  message: `工作表“${sheet}”没有写明旗县区，请在导入时指定旗县区，或在表头上方补填“填报单位”。`,
});
