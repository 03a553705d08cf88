import type { Config } from '../../platform/config/config.js';
import { loadDataKey, promoteNextKey, stagedKey } from '../data-key.js';
import { KeyEncryptionKey } from './key-encryption-key.js';

type KeyConfig = Pick<Config, 'dataDir' | 'dataKey'>;

/** The data key of this process; another one after `cli keys rewrap` has changed the file. */
export class DataKeyHolder {
  private constructor(
    private readonly config: KeyConfig,
    private key: KeyEncryptionKey,
  ) {}

  static async load(config: KeyConfig): Promise<DataKeyHolder> {
    return new DataKeyHolder(config, new KeyEncryptionKey(await loadDataKey(config)));
  }

  get current(): KeyEncryptionKey {
    return this.key;
  }

  use(key: KeyEncryptionKey): void {
    this.key = key;
  }

  /**
   * Comes to the data key that the database is tied to, where the key file holds it by now, or where a change of keys was cut off between database and file:
   * then it is brought to its end. False where this process cannot have the key.
   */
  async follow(boundId: string): Promise<boolean> {
    if (this.key.id === boundId) return true;
    if (this.config.dataKey !== undefined) return false;
    return (await this.take(boundId, () => loadDataKey(this.config))) || this.takeStaged(boundId);
  }

  private async takeStaged(boundId: string): Promise<boolean> {
    const taken = await this.take(boundId, () => stagedKey(this.config.dataDir));
    if (taken) await promoteNextKey(this.config.dataDir);
    return taken;
  }

  private async take(boundId: string, read: () => Promise<Buffer | undefined>): Promise<boolean> {
    const bytes = await read();
    const key = bytes && new KeyEncryptionKey(bytes);
    if (key?.id !== boundId) return false;
    this.key = key;
    return true;
  }
}
