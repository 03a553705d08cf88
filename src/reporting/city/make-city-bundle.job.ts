import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Scope, systemPrincipal } from '../../access/index.js';
import { RegionSource } from '../../geography/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { FileStore } from '../../platform/files/file-store.js';
import { TemporaryFiles } from '../../platform/files/temporary-files.js';
import { JobHandler, type JobContext, type JobDefinition } from '../../platform/jobs/index.js';
import { MASKED } from './bundle-edition.js';
import { CityBundleStore } from './city-bundle.store.js';
import { WriteCityBundle } from './write-city-bundle.js';

interface Payload {
  readonly bundleId: number;
}

export const MAKE_CITY_BUNDLE: JobDefinition<Payload> = {
  name: 'reporting.make-city-bundle',
  maxAttempts: 5,
  leaseSeconds: 120,
  backoff: { firstSeconds: 10, factor: 2, maxSeconds: 600 },
};

/** Ends with a sign, so that no key is the beginning of another. */
export const bundleKey = (bundleId: number): string => `${bundleId}.`;

/** Makes the archive that was asked for, and keeps it sealed. Made twice, it is the same file. */
@Injectable()
export class MakeCityBundleJob extends JobHandler<Payload> {
  readonly definition = MAKE_CITY_BUNDLE;

  constructor(
    private readonly store: CityBundleStore,
    private readonly writer: WriteCityBundle,
    private readonly regions: RegionSource,
    private readonly files: FileStore,
    private readonly temporary: TemporaryFiles,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ bundleId }: Payload, context: JobContext): Promise<void> {
    const tree = await this.regions.tree();
    const bundle = await this.store.find(bundleId, Scope.everywhere(tree));
    if (!bundle || bundle.madeAt !== null) return;
    const principal = systemPrincipal(tree, bundle.regionCode);
    const fileHash = await this.temporary.within(async (folder) => {
      const path = join(folder, 'bundle.zip');
      await this.writer.run(principal, bundle, this.temporary.write(path), {
        edition: MASKED,
        onProgress: (done, all) => report(context, done, all),
      });
      return this.files.putStream(this.temporary.read(path));
    });
    await context.fenced(() => this.store.recordMade(bundle, fileHash, this.clock.now()));
  }
}

/** The last step, sealing, is the rest to 100. */
async function report(context: JobContext, done: number, all: number): Promise<void> {
  context.signal.throwIfAborted();
  await context.progress(Math.floor((done / all) * 95), `已写入 ${done}/${all} 个文件`);
}
