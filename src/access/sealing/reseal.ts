import { Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { JobContext } from '../../platform/jobs/index.js';
import { log } from '../../platform/logging/log.js';
import { PersonalDataCipher } from '../personal-data.js';
import { KeyStore } from './key.store.js';
import { KeyUse } from './key-use.js';
import { LoadKeys } from './load-keys.js';
import { SealedPlaces, type RowKey, type SealedPlace, type SealedValue } from './sealed-places.js';

const VALUES_AT_ONCE = 100;
/** Of 100: the columns first, then the files. */
const COLUMNS_SHARE = 60;

type Context = Pick<JobContext, 'signal' | 'progress' | 'fenced'>;

/** Seals fields and files anew with the newest key, and retires the keys that nothing names any more. */
@Injectable()
export class Reseal {
  constructor(
    private readonly places: SealedPlaces,
    private readonly files: FileStore,
    private readonly cipher: PersonalDataCipher,
    private readonly keys: KeyStore,
    private readonly use: KeyUse,
    private readonly loading: LoadKeys,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `reseal-unfinished` where something still names an older key, or `reseal-early`; both are tried again. */
  async run(keyId: string, context: Context): Promise<void> {
    await this.loading.run();
    // A newer key has a job of its own, which does all the work.
    if ((await this.newest()) !== keyId) return;
    if (this.cipher.writingKey !== keyId) throw tooEarly();
    const places = this.places.all();
    for (const [i, place] of places.entries()) {
      await context.progress((i / places.length) * COLUMNS_SHARE, `重新加密 ${place.table}`);
      await this.resealColumn(place, keyId, context);
    }
    await this.resealFiles(keyId, context);
    await this.retireUnused(keyId, context);
  }

  private async newest(): Promise<string | undefined> {
    const keys = (await this.keys.all()).filter(({ purpose }) => purpose === 'seal');
    return keys.sort((a, b) => b.activeFrom.getTime() - a.activeFrom.getTime())[0]?.id;
  }

  private async resealColumn(place: SealedPlace, keyId: string, context: Context): Promise<void> {
    for (let after: RowKey | null = null; ;) {
      context.signal.throwIfAborted();
      const values: SealedValue[] = await this.places.sealedOtherwise(place, keyId, after, VALUES_AT_ONCE);
      if (values.length === 0) return;
      const anew = values.flatMap((value) => this.sealedAnew(place, value));
      await context.fenced(async () => {
        for (const [value, text] of anew) await this.places.replace(place, value, text);
      });
      after = values.at(-1)?.id ?? null;
    }
  }

  /** A damaged text stays as it is: its key then stays, too. */
  private sealedAnew(place: SealedPlace, value: SealedValue): [SealedValue, string][] {
    try {
      return [[value, this.cipher.seal(this.cipher.open(value.text))]];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.warn({ ...place, id: value.id, code: error.code }, 'a sealed text cannot be sealed anew');
      return [];
    }
  }

  private async resealFiles(keyId: string, context: Context): Promise<void> {
    let folders = 0;
    for await (const hashes of this.files.hashes()) {
      await context.progress(COLUMNS_SHARE + Math.min(39, (folders++ / 256) * 40), '重新加密文件');
      for (const hash of hashes) {
        context.signal.throwIfAborted();
        if ((await this.files.sealedBy(hash)) !== keyId) await this.resealFile(hash);
      }
    }
  }

  private async resealFile(hash: string): Promise<void> {
    try {
      await this.files.reseal(hash);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.warn({ file: hash, code: error.code }, 'a sealed file cannot be sealed anew');
    }
  }

  private async retireUnused(keyId: string, context: Context): Promise<void> {
    const older = (await this.keys.all()).filter(({ id, purpose, state }) => purpose === 'seal' && state === 'live' && id !== keyId);
    const used = await this.use.of(older.map(({ id }) => id));
    const unused = older.filter(({ id }) => !used.has(id));
    await context.fenced(async () => {
      for (const { id } of unused) await this.keys.retire(id, this.clock.now());
    });
    if (used.size > 0) throw unfinished([...used]);
  }
}

const tooEarly = (): Problem => new Problem('conflict', 'reseal-early', '新密钥尚未启用，稍后自动再试。');

const unfinished = (keyIds: readonly string[]): Problem =>
  new Problem('conflict', 'reseal-unfinished', '仍有个人信息由旧密钥加密，稍后自动再试；多次不成请查看日志中无法解开的内容。', { keyIds });
