import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Problem, type Region, type RegionLevel } from '../kernel/index.js';

/** What is one city's: its divisions, targets, reporting cycles and key industries, as files (see region-packs/README.md). */
export interface RegionPack {
  readonly cityCode: string;
  readonly regions: readonly Region[];
  readonly targets: readonly PackTarget[];
  readonly cycles: readonly PackCycle[];
  readonly keyIndustries: readonly PackIndustry[];
}

export interface PackTarget {
  readonly regionCode: string;
  readonly measure: string;
  readonly year: number;
  readonly percent: number;
  readonly clause: string;
}

export interface PackCycle {
  readonly code: string;
  readonly name: string;
  readonly dueMonth: number;
  readonly dueDay: number;
  readonly yearOffset: number;
  readonly windowFrom: PackBoundary;
  readonly windowTo: PackBoundary;
  readonly openDaysBefore: number;
  /** Default: all. */
  readonly forms?: readonly ('coverage-summary' | 'annex-2' | 'annex-3')[];
  /** Codes of the counties that owe the report; default: all. */
  readonly divisions?: readonly string[];
  readonly clause: string;
}

/** A day of the year relative to the year of the due day. */
export interface PackBoundary {
  readonly monthDay: string;
  readonly yearOffset: number;
}

export interface PackIndustry {
  readonly code: string;
  readonly name: string;
  /** Divisions (大类) of GB/T 4754. */
  readonly divisions?: readonly string[];
  readonly words: readonly string[];
}

/** A feature's share of a pack, installed once for each city. */
export abstract class PackPart {
  abstract install(pack: RegionPack): Promise<void>;
}

const LEVELS: readonly RegionLevel[] = ['province', 'city', 'county', 'zone', 'town'];

/** Reads a pack's folder. Throws a Problem where a file is missing or does not have the shape. */
export function readRegionPack(folder: string): RegionPack {
  try {
    const { cityCode } = json<{ cityCode: string }>(folder, 'pack.json');
    return {
      cityCode,
      regions: readRegions(folder),
      targets: json(folder, 'targets.json'),
      cycles: json(folder, 'cycles.json'),
      keyIndustries: json(folder, 'key-industries.json'),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('invalid', 'region-pack-invalid', `地区资料包 ${folder} 无法读取：${reason}。请检查 REGION_PACK。`);
  }
}

// The files are part of the product and checked by its tests, so their shape is asserted, not validated field by field.
const json = <T>(folder: string, file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;

function readRegions(folder: string): Region[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'regions.csv')), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  return rows.map((row) => {
    const level = LEVELS.find((known) => known === row['level']);
    if (!row['code'] || !row['name'] || !level) throw new Error(`regions.csv: ${JSON.stringify(row)}`);
    const aliases = (row['aliases'] ?? '').split('|').filter((alias) => alias !== '');
    return { code: row['code'], name: row['name'], level, parentCode: row['parent'] || null, aliases };
  });
}
