import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
import { FileStore } from '../../platform/files/file-store.js';
import { CITY_FORMS } from '../domain/index.js';
import type { CountyReport } from '../reporting.store.js';
import { AssembleCity, type CityAssembly } from './assemble-city.js';
import type { BundleEdition } from './bundle-edition.js';
import { cityMember, countyMembers, withManifest, type BundleMember } from './bundle-members.js';
import type { CityBundle } from './city-bundle.store.js';
import { CityStore } from './city.store.js';
import { WriteCityForm } from './write-city-form.js';
import { writeZip } from './write-zip.js';

/** After each file: how many of them are written. */
export type OnProgress = (done: number, all: number) => Promise<void>;

/** How an archive is written. */
export interface BundleWriting {
  readonly edition: BundleEdition;
  readonly onProgress: OnProgress;
}

/** Writes an archive: the counties' forms as they were handed in, the city's forms, and 清单. The same state gives the same bytes. */
@Injectable()
export class WriteCityBundle {
  constructor(
    private readonly assemble: AssembleCity,
    private readonly cityForms: WriteCityForm,
    private readonly store: CityStore,
    private readonly files: FileStore,
  ) {}

  /** Into `target`. Throws Problem `submission-damaged` or `file-damaged` rather than handing out what is not what was submitted. */
  async run(principal: Principal, bundle: CityBundle, target: Writable, { edition, onProgress }: BundleWriting): Promise<void> {
    const assembly = await this.assemble.of(principal, await this.reportsAsAskedFor(principal, bundle));
    await writeZip(target, await this.members(principal, assembly, edition), onProgress);
  }

  /** Reports as they stood, whatever has been done with them since. */
  private async reportsAsAskedFor(principal: Principal, { dueOn, reports }: CityBundle): Promise<CountyReport[]> {
    const then = new Map(reports.map(({ reportId, state, submissionId }) => [reportId, { state, submissionId }]));
    const now = await this.assemble.reports(principal, dueOn);
    return now.flatMap((report) => (then.has(report.id) ? [{ ...report, ...then.get(report.id) }] : []));
  }

  private async members(principal: Principal, assembly: CityAssembly, edition: BundleEdition): Promise<BundleMember[]> {
    const { dueOn, accepted, pending, stated, hash } = assembly;
    const counties = [...accepted, ...pending].sort((a, b) => (a.report.countyCode < b.report.countyCode ? -1 : 1));
    const submissionIds = counties.flatMap(({ report }) => report.submissionId ?? []);
    const receipts = await this.store.receipts(principal.scope, dueOn, dueOn);
    const files = await this.store.filesOf(principal.scope, submissionIds);
    const load = (fileHash: string): Promise<Buffer> => this.files.get(fileHash);
    const members = counties.flatMap((county) =>
      countyMembers(county, receipts.get(county.report.submissionId ?? 0), files, load, edition),
    );
    const { regionCode } = principal;
    for (const form of CITY_FORMS.filter((one) => stated[one]))
      members.push(cityMember(form, await this.cityForms.run(principal, assembly, form), { regionCode, contentHash: hash, edition }));
    return withManifest(members, pending, edition.notice);
  }
}
