import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { AccessRules } from './access-rules.js';
import { AccessStore } from './access.store.js';
import { newSession, type UserAccount } from './domain/index.js';
import { hashSessionToken, newSessionToken } from './session-token.js';

/** Opens a session, under a token that nobody has seen before; needs a unit of work. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly store: AccessStore,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  /** Returns the token, for the browser's cookie: it is kept nowhere else. The user's oldest sessions end where there are too many. */
  async run({ id }: UserAccount): Promise<string> {
    const now = this.clock.now();
    const token = newSessionToken();
    await this.store.removeEndedSessions(now);
    await this.store.removeOldestSessions(id, this.rules.sessionsPerUser - 1);
    await this.store.addSession(newSession(id, hashSessionToken(token), now));
    await this.store.setActive(id, now);
    return token;
  }
}
