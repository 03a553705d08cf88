/** The keyed hash behind the blind index: HMAC over SHA-256, or over SM3 (GB/T 32905). */
export type IndexAlgorithmName = 'hmac-sha-256' | 'hmac-sm3';

/** The key of the blind index. There is one, for as long as the database lives: joins compare what it gave. */
export interface IndexKey {
  readonly id: string;
  readonly algorithm: IndexAlgorithmName;
  readonly secret: Buffer;
}
