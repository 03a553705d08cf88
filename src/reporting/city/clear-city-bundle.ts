import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
import { ClearFiles, ClearFileSource, watermarkText, type ClearFile, type ClearFileTitle, type Watermark } from '../../disclosure/index.js';
import { TemporaryFiles } from '../../platform/files/temporary-files.js';
import { inTheClear } from './bundle-edition.js';
import { bundleName, WatchCityBundle } from './watch-city-bundle.js';
import { WriteCityBundle } from './write-city-bundle.js';

const ZIP = 'application/zip';

/** An archive with the forms as they were handed in, byte by byte: who took it away stands in its 清单. */
@Injectable()
export class ClearCityBundle extends ClearFileSource {
  readonly kind = 'city-bundle';

  constructor(
    private readonly watch: WatchCityBundle,
    private readonly writer: WriteCityBundle,
    private readonly temporary: TemporaryFiles,
    sources: ClearFiles,
  ) {
    super();
    sources.add(this);
  }

  async describe(principal: Principal, subject: string): Promise<ClearFileTitle> {
    const { bundle } = await this.watch.progress(principal, Number(subject));
    return { title: bundleName(bundle), countyCode: null };
  }

  async write(principal: Principal, subject: string, mark: Watermark, folder: string): Promise<ClearFile> {
    const { bundle } = await this.watch.progress(principal, Number(subject));
    const path = join(folder, 'bundle.zip');
    await this.writer.run(principal, bundle, this.temporary.write(path), {
      edition: inTheClear(watermarkText(mark)),
      onProgress: () => Promise.resolve(),
    });
    return { path, fileName: bundleName(bundle), type: ZIP };
  }
}
