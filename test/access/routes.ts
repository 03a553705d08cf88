import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type * as Bootstrap from '../../src/bootstrap.js';
import { readConfig } from '../../src/platform/config/config.js';
import { BUILT, ROOT } from '../support/repository.js';
import { createScratchDatabase } from '../support/services.js';

/** As Express 5 keeps a route. */
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** A route for every method counts as one. */
const ANY_METHOD = 10;

/** Every route of the running application as `GET /api/imports/:id`, read from the router that Nest has filled. */
export async function routesOfTheRouter(): Promise<string[]> {
  process.env['LOG_LEVEL'] = 'silent';
  const { createWebApplication } = (await import(join(BUILT, 'bootstrap.js'))) as typeof Bootstrap;
  const scratch = await createScratchDatabase('sqlite', 'routes');
  const config = { ...readConfig({ ROLE: 'web' }, ROOT), ...scratch.config };
  const application = await createWebApplication(config);
  try {
    await application.init();
    return routesOf(application);
  } finally {
    await application.close();
    await scratch.drop();
  }
}

function routesOf(application: NestExpressApplication): string[] {
  const { stack } = (application.getHttpAdapter().getInstance() as { router: { stack: readonly Layer[] } }).router;
  const routes = stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = Object.keys(route.methods).map((method) => method.toUpperCase());
    const named = methods.length > ANY_METHOD ? ['ALL'] : methods.filter((method) => method !== 'HEAD');
    return named.map((method) => `${method} ${route.path === '' ? '/' : route.path}`);
  });
  return [...new Set(routes)];
}

/** Where the table stands, for messages. */
export const TABLE_FILE = join('test', 'access', 'matrix.txt');
