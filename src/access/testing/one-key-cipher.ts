import { PersonalDataCipher } from '../personal-data.js';
import { KeyEncryptionKey } from '../sealing/key-encryption-key.js';
import { KeyRing } from '../sealing/key-ring.js';

/** A cipher with one key to seal and one to index, both derived from `dataKey` (32 bytes): as installations began before keys were rows. */
export function oneKeyCipher(dataKey: Buffer): PersonalDataCipher {
  const wrapper = new KeyEncryptionKey(dataKey);
  const ring = new KeyRing(() => new Date());
  ring.load([{ ...wrapper.derivedSealKey(), activeFrom: new Date(0) }], wrapper.derivedIndexKey());
  return new PersonalDataCipher(ring);
}
