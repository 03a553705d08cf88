import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CoverageLineView, CoverageReportView } from '../../src/coverage/coverage.dto.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { LinkView } from '../../src/matching/matching.dto.js';
import type { MatchingRunView, RunCountsView } from '../../src/matching/runs/matching-runs.dto.js';
import type { ScopeProposalView } from '../../src/registry/registry.dto.js';
import { uploadOf, body, type ApiClient } from './api-client.js';
import { columnOf, sheetText } from './workbooks.js';

export interface CityFile {
  readonly file: string;
  readonly kind: string;
  readonly counties?: readonly string[];
  readonly asOf?: string;
  readonly rows: number;
}

export interface CountyTruth {
  readonly enterprises: number;
  readonly headcount: number;
  readonly insured: number;
  readonly coveredEnterprises: number;
}

export type Review = 'beforeScopeReview' | 'afterScopeReview';
/** By month and county. */
export type CoverageTruth = Readonly<Record<string, Readonly<Record<Review, Readonly<Record<string, CountyTruth>>>>>>;

export interface TrueLink {
  readonly county: string;
  readonly name: string;
  readonly unitNo: string;
  readonly unitName: string;
}

/** A folder of workbooks with the truth beside them. */
export class City {
  readonly coverage: CoverageTruth;
  readonly links: readonly TrueLink[];
  private readonly manifest: readonly CityFile[];

  /** `registryMonth`: of the registries for which the manifest names none. */
  constructor(
    readonly folder: string,
    registryMonth?: string,
  ) {
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as { manifest: CityFile[]; coverage: CoverageTruth };
    this.manifest = truth.manifest.map((file) =>
      file.kind === 'registry' && registryMonth !== undefined ? { asOf: registryMonth, ...file } : file,
    );
    this.coverage = truth.coverage;
    const csv = readFileSync(join(folder, 'truth_links.csv'));
    this.links = parse<Record<string, string>>(csv, { bom: true, columns: true, skip_empty_lines: true }).map((line) => ({
      county: line['registry_county'] ?? '',
      name: line['registry_name'] ?? '',
      unitNo: line['unit_no'] ?? '',
      unitName: line['unit_name'] ?? '',
    }));
  }

  files(...kinds: readonly string[]): CityFile[] {
    return this.manifest.filter(({ file, kind }) => kinds.includes(kind) && existsSync(join(this.folder, file)));
  }

  /** The true links whose unit stands in one of the 单位参保 workbooks: a unit that never enrolled cannot be found. */
  async enrolledLinks(): Promise<TrueLink[]> {
    const enrolled = new Set<string>();
    for (const file of this.files('enrolment-unit'))
      for (const unitNo of columnOf(await sheetText(this.pathOf(file)), '单位编号')) enrolled.add(unitNo);
    return this.links.filter(({ unitNo }) => enrolled.has(unitNo));
  }

  pathOf({ file }: Pick<CityFile, 'file'>): string {
    return join(this.folder, file);
  }
}

/** What a person enters beside the file: the county where the file is of one, the month. */
export const fieldsOf = ({ kind, counties, asOf }: CityFile): Record<string, string> => ({
  kind,
  ...(kind === 'registry' && counties?.length === 1 && counties[0] !== undefined ? { county: counties[0] } : {}),
  ...(asOf === undefined ? {} : { asOf }),
});

/** Nothing is confirmed beforehand: an ordinary workbook raises no alarm. */
export async function importFile(user: ApiClient, city: City, file: CityFile, step: 'plan' | 'apply' = 'apply'): Promise<BatchView> {
  return body(user.import<BatchView>(await uploadOf(city.pathOf(file)), { ...fieldsOf(file), step }));
}

export async function importKinds(user: ApiClient, city: City, ...kinds: readonly string[]): Promise<BatchView[]> {
  const batches: BatchView[] = [];
  for (const file of city.files(...kinds)) batches.push(await importFile(user, city, file));
  return batches;
}

const MATCHING_LOOK_MS = 50;

/** Starts a run of matching and waits for its end, as a person in front of the screen does. */
export async function matchNow(user: ApiClient): Promise<RunCountsView> {
  const { id } = await body(user.post<MatchingRunView>('/api/matching/runs'));
  for (;;) {
    const run = await body(user.get<MatchingRunView>(`/api/matching/runs/${id}`));
    if (run.counts) return run.counts;
    if (run.state !== 'running') throw new Error(`Matching ended as ${run.state}: ${run.failure ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, MATCHING_LOOK_MS));
  }
}

const PAGE = 500;

/** All links that a user may see, page by page. */
export async function allLinks(user: ApiClient, filter = ''): Promise<LinkView[]> {
  const links: LinkView[] = [];
  for (let page: LinkView[] | undefined; page === undefined || page.length === PAGE; links.push(...page)) {
    page = await body(user.get<LinkView[]>(`/api/matching/links?limit=${PAGE}&afterId=${links.at(-1)?.id ?? 0}${filter}`));
  }
  return links;
}

/** One spelling for names that differ in width and blanks only. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

export const isLinkOf = (truth: TrueLink, link: LinkView): boolean =>
  link.unitNo === truth.unitNo && link.countyCode === truth.county && plain(link.enterpriseName) === plain(truth.name);

/** What matching has to show: no automatic link that is wrong, and which true ones are automatic, for review, or not shown at all. */
export async function judgeLinks(user: ApiClient, city: City): Promise<{ wrong: string[]; automaticShare: number; unseen: string[] }> {
  const links = await allLinks(user);
  const automatic = links.filter(({ status }) => status === 'auto');
  const enrolled = await city.enrolledLinks();
  const isTrue = (link: LinkView): boolean => city.links.some((truth) => isLinkOf(truth, link));
  return {
    wrong: automatic.filter((link) => !isTrue(link)).map(({ enterpriseName, unitName }) => `${enterpriseName} <- ${unitName}`),
    automaticShare: automatic.length / enrolled.length,
    unseen: enrolled.filter((truth) => !links.some((link) => isLinkOf(truth, link))).map(({ name, unitName }) => `${name} <- ${unitName}`),
  };
}

/** A person confirms what is true, whatever the program had thought of it. */
export async function confirmTrueLinks(user: ApiClient, city: City): Promise<number> {
  const links = await allLinks(user);
  let confirmed = 0;
  for (const truth of city.links) {
    const link = links.find((candidate) => isLinkOf(truth, candidate));
    if (!link) continue;
    await body(user.post(`/api/matching/links/${link.id}/decisions`, { verdict: 'confirmed', version: link.version }));
    confirmed += 1;
  }
  return confirmed;
}

export async function confirmScopeProposals(user: ApiClient): Promise<number> {
  const proposals = await body(user.get<ScopeProposalView[]>('/api/registry/scope-proposals'));
  const open = proposals.filter(({ decision }) => decision === null);
  for (const { enterpriseId } of open) {
    const decision = { verdict: 'confirmed', reason: '现场核实，情况属实' };
    await body(user.post(`/api/registry/enterprises/${enterpriseId}/scope-decisions`, decision));
  }
  return open.length;
}

/** The last day of a month of truth.json. */
export const endOf = (month: string): string => `${month}-31`;

export const coverageOn = (user: ApiClient, day: string, query = ''): Promise<CoverageReportView> =>
  body(user.get<CoverageReportView>(`/api/coverage?asOf=${day}${query}`));

/** The truth of every county and month in the shape of truth.json, as the API states it. */
export async function statedCoverage(user: ApiClient, city: City): Promise<Record<string, Record<string, CountyTruth>>> {
  const stated: Record<string, Record<string, CountyTruth>> = {};
  for (const month of Object.keys(city.coverage)) {
    const { lines } = await coverageOn(user, endOf(month));
    stated[month] = Object.fromEntries(lines.map((line) => [line.code, figuresOf(line)]));
  }
  return stated;
}

export function trueCoverage(city: City, review: Review): Record<string, Record<string, CountyTruth>> {
  return Object.fromEntries(
    Object.entries(city.coverage).map(([month, truth]) => [
      month,
      Object.fromEntries(Object.entries(truth[review]).map(([code, line]) => [code, figuresOf(line)])),
    ]),
  );
}

const figuresOf = ({ enterprises, headcount, insured, coveredEnterprises }: CountyTruth | CoverageLineView): CountyTruth => ({
  enterprises,
  headcount,
  insured,
  coveredEnterprises,
});
