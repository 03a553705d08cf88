import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { foldPassword } from './domain/index.js';

/** argon2id with the least cost that OWASP's Password Storage Cheat Sheet advises: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

@Injectable()
export class PasswordHasher {
  /** Nobody's password; made at start, so that the first unknown user does not take longer than the second. */
  private readonly decoy = hash(randomBytes(32), COST);

  hash(password: string): Promise<string> {
    return hash(foldPassword(password), COST);
  }

  /** Takes as long without a hash (an unknown user) as with one. */
  async matches(passwordHash: string | undefined, password: string): Promise<boolean> {
    const equal = await verify(passwordHash ?? (await this.decoy), foldPassword(password));
    return equal && passwordHash !== undefined;
  }
}
