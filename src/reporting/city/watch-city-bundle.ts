import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { notFound, Problem } from '../../kernel/index.js';
import { FileStore } from '../../platform/files/file-store.js';
import { TemporaryFiles } from '../../platform/files/temporary-files.js';
import { JobStore, type Job } from '../../platform/jobs/index.js';
import type { MadeFile } from '../../platform/http/made-attachment.js';
import { CityBundleStore, type CityBundle } from './city-bundle.store.js';
import { bundleKey, MAKE_CITY_BUNDLE } from './make-city-bundle.job.js';

/** `failed`: nothing works on it any more; it has to be asked for again. */
export type BundleState = 'queued' | 'running' | 'done' | 'failed';

export interface BundleProgress {
  readonly bundle: CityBundle;
  readonly state: BundleState;
  /** 0-100. */
  readonly percent: number;
  /** What is being done, or why it failed, in a few words; empty once it is done. */
  readonly note: string;
}

/** How far an archive has come, and the archive itself once it is made. */
@Injectable()
export class WatchCityBundle {
  constructor(
    private readonly store: CityBundleStore,
    private readonly jobs: JobStore,
    private readonly files: FileStore,
    private readonly temporary: TemporaryFiles,
  ) {}

  /** Throws Problem `right-missing` or `not-found`. */
  async progress(principal: Principal, id: number): Promise<BundleProgress> {
    demand(principal, 'report.review');
    const bundle = await this.find(principal, id);
    if (bundle.madeAt !== null) return { bundle, state: 'done', percent: 100, note: '' };
    return { bundle, ...said(await this.jobs.newest(MAKE_CITY_BUNDLE.name, bundleKey(id))) };
  }

  /** Unseals it into `folder`. Throws Problem `right-missing`, `not-found`, `bundle-not-ready` or `file-damaged`. */
  async unseal(principal: Principal, id: number, folder: string): Promise<MadeFile> {
    demand(principal, 'report.review');
    const bundle = await this.find(principal, id);
    if (bundle.fileHash === null)
      throw new Problem('conflict', 'bundle-not-ready', '报表归档包还没有生成完成，请稍后查看进度，完成后再下载。');
    const path = `${folder}/bundle.zip`;
    await this.files.unsealInto(bundle.fileHash, path, (aside) => this.temporary.write(aside));
    return { path, fileName: bundleName(bundle) };
  }

  private async find(principal: Principal, id: number): Promise<CityBundle> {
    const bundle = await this.store.find(id, principal.scope);
    if (!bundle) throw notFound('该报表归档包');
    return bundle;
  }
}

export const bundleName = ({ dueOn, regionCode }: CityBundle): string => `${dueOn}_${regionCode}_报表归档包.zip`;

function said(job: Job | undefined): Pick<BundleProgress, 'state' | 'percent' | 'note'> {
  if (job?.state === 'queued') return { state: 'queued', percent: job.progress, note: job.errorMessage ?? '排队等待生成' };
  if (job?.state === 'running') return { state: 'running', percent: job.progress, note: job.note ?? '' };
  return { state: 'failed', percent: job?.progress ?? 0, note: job?.errorMessage ?? '生成已中断，请重新申请生成' };
}
