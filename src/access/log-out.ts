import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { hashSessionToken } from './session-token.js';

@Injectable()
export class LogOut {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
  ) {}

  /** Ends the session of this token; one that has already ended is as good as logged out. */
  async run(token: string): Promise<void> {
    await this.database.unitOfWork(() => this.store.removeSession(hashSessionToken(token)));
  }
}
