import { availableServices, type DatabaseKind } from '../support/services.js';
import { until, World, type Behaviour, type DispatcherKind, type JobsApp } from './world.js';

/** Long enough for a wrongly woken job to show. */
export const QUIET_MS = 250;

const COMBINATIONS: readonly (readonly [DispatcherKind, DatabaseKind])[] = [
  ['embedded', 'sqlite'],
  ['embedded', 'mariadb'],
  ['bullmq', 'sqlite'],
  ['bullmq', 'mariadb'],
];

/** Describes what holds for each dispatcher on each database; `world` gives the world of the running test. */
export async function describeContract(title: string, behaviour: (world: () => World) => void): Promise<void> {
  const services = await availableServices();
  for (const [dispatcher, database] of COMBINATIONS) {
    const name = `${title}: ${dispatcher} on ${database}`;
    if ((dispatcher === 'embedded' || services.redis) && (database === 'sqlite' || services.mariadb)) {
      describe(name, () => describeIn(dispatcher, database, behaviour));
    } else {
      it.skip(`${name}: the service does not answer`, () => undefined);
    }
  }
}

function describeIn(dispatcher: DispatcherKind, database: DatabaseKind, behaviour: (world: () => World) => void): void {
  let world: World;
  beforeAll(async () => {
    world = await World.open(dispatcher, database);
  });
  afterEach(() => world.clear());
  afterAll(() => world.close());
  behaviour(() => world);
}

export const inState = (app: JobsApp, key: string, state: string): Promise<void> =>
  until(`${key} is ${state}`, async () => (await app.job(key))?.state === state);

/** A behaviour that notes the key of each run. */
export function counted(behaviour: Behaviour = async () => undefined): { readonly runs: string[]; readonly behaviour: Behaviour } {
  const runs: string[] = [];
  return {
    runs,
    behaviour: async (payload, context, app) => {
      runs.push(context.key);
      await behaviour(payload, context, app);
    },
  };
}
