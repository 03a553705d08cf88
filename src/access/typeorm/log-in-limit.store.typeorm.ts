import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { Database } from '../../platform/database/index.js';
import type { Counted, Standing } from '../domain/index.js';
import { LogInLimitStore, type Attempter } from '../log-in-limit.store.js';
import { HomeAddressEntity } from './home-address.entity.js';
import { ANY, LogInCountEntity } from './log-in-count.entity.js';

@Injectable()
export class TypeOrmLogInLimitStore extends LogInLimitStore {
  constructor(private readonly database: Database) {
    super();
  }

  async standing({ who, address }: Attempter, userId: number | undefined, homeSince: Date): Promise<Standing> {
    const { reader } = this.database;
    const counts = await reader.findBy(LogInCountEntity, { who: In([who, ANY]), address: In([address, ANY]) });
    const find = (name: string, from: string): LogInCountEntity | undefined =>
      counts.find((count) => count.who === name && count.address === from);
    const atHome = userId !== undefined && (await reader.existsBy(HomeAddressEntity, { userId, address, lastAt: MoreThan(homeSince) }));
    return { here: find(who, address), strange: find(who, ANY), address: find(ANY, address), atHome };
  }

  async count({ who, address }: Attempter, { here, strange, address: ofAddress }: Counted): Promise<void> {
    const rows = [
      { who, address, count: here },
      { who, address: ANY, count: strange },
      { who: ANY, address, count: ofAddress },
    ];
    for (const { count, ...key } of rows) {
      if (count) await this.database.writer.save(LogInCountEntity, { ...count, ...key });
    }
  }

  async forget(who: string, address?: string): Promise<void> {
    await this.database.writer.delete(LogInCountEntity, address === undefined ? { who } : { who, address });
  }

  async locked(now: Date): Promise<ReadonlySet<string>> {
    const rows = await this.database.reader.findBy(LogInCountEntity, { who: Not(ANY), lockedUntil: MoreThan(now) });
    return new Set(rows.map(({ who }) => who));
  }

  async setHome(userId: number, address: string, at: Date): Promise<void> {
    await this.database.writer.save(HomeAddressEntity, { userId, address, lastAt: at });
  }

  async removeStale(countedSince: Date, homeSince: Date, now: Date): Promise<void> {
    const lastFailureAt = LessThanOrEqual(countedSince);
    await this.database.writer.delete(LogInCountEntity, { lastFailureAt, lockedUntil: IsNull() });
    await this.database.writer.delete(LogInCountEntity, { lastFailureAt, lockedUntil: LessThanOrEqual(now) });
    await this.database.writer.delete(HomeAddressEntity, { lastAt: LessThanOrEqual(homeSince) });
  }
}
