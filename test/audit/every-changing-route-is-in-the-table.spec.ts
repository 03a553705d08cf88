import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { readConfig } from '../../src/platform/config/config.js';
import { AUDITED_ROUTES } from '../support/audited-routes.js';

type Handler = (...args: unknown[]) => unknown;

/** The routes of the application that are not for reading, as Nest's router has them. */
async function changingRoutes(): Promise<string[]> {
  const app = await NestFactory.create(AppModule.with(readConfig({}, '/')), { preview: true, logger: false, abortOnError: false });
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const routes = controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype as new () => object) : []));
  await app.close();
  return routes.filter((route) => !route.startsWith('GET ')).sort();
}

function routesOf(controller: new () => object): string[] {
  const [base = ''] = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  const prototype = controller.prototype as Record<string, Handler>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as Handler | undefined;
    const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (handler === undefined || method === undefined) return [];
    const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
    const path = paths.at(-1) ?? '';
    return [
      `${RequestMethod[method]} /api/${[base, path]
        .map((part) => part.replace(/^\/|\/$/g, ''))
        .filter((part) => part !== '')
        .join('/')}`,
    ];
  });
}

describe('routes that change something', () => {
  it('all say what the audit trail records of them, and the table names no others', async () => {
    expect(await changingRoutes()).toEqual(Object.keys(AUDITED_ROUTES).sort());
  });

  it('give a reason where nothing is recorded', () => {
    for (const audited of Object.values(AUDITED_ROUTES)) if ('none' in audited) expect(audited.none.length).toBeGreaterThan(30);
  });
});
