import { Injectable } from '@nestjs/common';
import { FileStore } from '../../platform/files/file-store.js';
import { SealedPlaces } from './sealed-places.js';

/** What names a key: looked up in every sealed column and in every file, never counted along. */
@Injectable()
export class KeyUse {
  constructor(
    private readonly places: SealedPlaces,
    private readonly files: FileStore,
  ) {}

  /** Which of the keys a field or a file is sealed with. */
  async of(keyIds: readonly string[]): Promise<ReadonlySet<string>> {
    const used = new Set<string>();
    for (const keyId of keyIds) if (await this.inFields(keyId)) used.add(keyId);
    if (used.size < keyIds.length) for (const keyId of await this.inFiles()) if (keyIds.includes(keyId)) used.add(keyId);
    return used;
  }

  private async inFields(keyId: string): Promise<boolean> {
    for (const place of this.places.all()) if (await this.places.anySealedBy(place, keyId)) return true;
    return false;
  }

  private async inFiles(): Promise<ReadonlySet<string>> {
    const named = new Set<string>();
    for await (const hashes of this.files.hashes())
      for (const hash of hashes) {
        const keyId = await this.files.sealedBy(hash);
        if (keyId !== undefined) named.add(keyId);
      }
    return named;
  }
}
