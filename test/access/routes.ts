import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DEMANDS } from '../../src/access/decorators.js';
import type { Right } from '../../src/access/index.js';
import type * as Bootstrap from '../../src/bootstrap.js';
import { readConfig } from '../../src/platform/config/config.js';
import { BUILT, ROOT } from '../support/repository.js';
import { createScratchDatabase } from '../support/services.js';

/** As Express 5 keeps a route. */
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** What the built application says of its routes, each as `GET /api/imports/:id`. */
export interface RouterFacts {
  /** All that the router knows, whoever has put them there. */
  readonly routes: readonly string[];
  /** The right that a controller's method, or the controller, demands before it is called. */
  readonly demands: ReadonlyMap<string, Right>;
}

/** A route for every method counts as one. */
const ANY_METHOD = 10;

/** Read from the router that Nest has filled. */
export async function factsOfTheRouter(): Promise<RouterFacts> {
  process.env['LOG_LEVEL'] = 'silent';
  const { createWebApplication } = (await import(join(BUILT, 'bootstrap.js'))) as typeof Bootstrap;
  const scratch = await createScratchDatabase('sqlite', 'routes');
  const application = await createWebApplication({ ...readConfig({ ROLE: 'web' }, ROOT), ...scratch.config });
  try {
    await application.init();
    return { routes: routesOf(application), demands: demandsOf(application) };
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

type Method = (...args: never[]) => unknown;

function demandsOf(application: NestExpressApplication): ReadonlyMap<string, Right> {
  const demands = new Map<string, Right>();
  for (const { controllers } of application.get(ModulesContainer).values())
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const methods = Object.values(Object.getOwnPropertyDescriptors(metatype.prototype as object)).map(({ value }) => value as unknown);
      for (const method of methods.filter((value): value is Method => typeof value === 'function')) {
        const right = (Reflect.getMetadata(DEMANDS, method) ?? Reflect.getMetadata(DEMANDS, metatype)) as Right | undefined;
        if (right !== undefined) for (const route of namesOf(metatype, method)) demands.set(route, right);
      }
    }
  return demands;
}

function namesOf(controller: object, method: Method): string[] {
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as number] ?? '';
  const paths = [Reflect.getMetadata(PATH_METADATA, method) as string | string[]].flat();
  const parts = (path: string): string[] => ['api', Reflect.getMetadata(PATH_METADATA, controller) as string, path];
  return paths.map(
    (path) =>
      `${verb} /${parts(path)
        .flatMap((part) => part.split('/'))
        .filter((part) => part !== '')
        .join('/')}`,
  );
}

/** Where the table stands, for messages. */
export const TABLE_FILE = join('test', 'access', 'matrix.txt');
