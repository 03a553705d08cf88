import { availableServices, type DatabaseKind } from '../support/services.js';
import type { Dispatcher } from './backing.js';

// Processes are started, killed and waited for.
import.meta.jest.setTimeout(240_000);

/** Describes what holds on both dispatchers, each on its usual database; what cannot run here is listed as skipped, with the reason. */
export async function describeDispatchers(
  title: string,
  behaviour: (dispatcher: Dispatcher, database: DatabaseKind) => void,
): Promise<void> {
  const services = await availableServices();
  describe(`${title} [embedded dispatcher, SQLite]`, () => behaviour('embedded', 'sqlite'));
  if (services.mariadb && services.redis) describe(`${title} [BullMQ, MariaDB]`, () => behaviour('bullmq', 'mariadb'));
  else it.skip(`${title} [BullMQ, MariaDB]: the servers do not answer`, () => undefined);
}
