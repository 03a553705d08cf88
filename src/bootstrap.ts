import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { EnsureAdministrator, PrepareKeys, RecordRefusals, type FirstAdministrator } from './access/index.js';
import { AppModule } from './app.module.js';
import { SeedCalendar } from './calendar/index.js';
import { InstallRegionPack } from './geography/index.js';
import { readConfig, type Config } from './platform/config/config.js';
import { readJsonOnly } from './platform/http/json-body.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { maskAnswers } from './platform/http/mask-answers.js';
import { receivePace } from './platform/http/receive-pace.js';
import { requestOrigin } from './platform/http/request-origin.js';
import { requestLog } from './platform/http/request-log.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { limitServer } from './platform/http/server-limits.js';
import { validation } from './platform/http/validation.js';
import { serveWebApplication } from './platform/http/web-application.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { limitHeapGrowth } from './platform/memory/heap-growth.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where `npm run build` leaves the web application. */
const WEB = join(ROOT, 'dist-web');

/** The configuration of this process, from its environment. */
export const configFromEnvironment = (): Config => readConfig(process.env, ROOT);

/** The web application, ready to listen. */
export async function createWebApplication(config: Config): Promise<NestExpressApplication> {
  limitHeapGrowth();
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: new NestLogger(),
    abortOnError: false,
    bodyParser: false,
  });
  limitServer(app.getHttpServer());
  // Without a trusted proxy, what a request says of its sender is not believed.
  app.set('trust proxy', config.trustedProxies.length > 0 ? [...config.trustedProxies] : false);
  app.use(requestLog);
  app.use(requestOrigin, ...securityHeaders(config), receivePace(), maskAnswers);
  readJsonOnly(app);
  app.setGlobalPrefix('api', { exclude: ['health'] });
  app.useGlobalPipes(validation());
  const refusals = app.get(RecordRefusals);
  app.useGlobalFilters(new ProblemFilter((problem, request) => refusals.run(problem, request)));
  // Exit code 0: with the signal itself, service managers and containers count a stop as a failure.
  app.enableShutdownHooks([], { useProcessExit: true });
  SwaggerModule.setup('api/docs', app, () => describeApi(app));
  serveWebApplication(app, WEB, config.regionPacks.length > 0 ? config.regionPacks : [config.defaultRegionPack]);
  return app;
}

/** The same use cases without HTTP: for workers and the command line. They make no administrator: nobody would see the password. */
export async function createContext(config: Config): Promise<INestApplicationContext> {
  limitHeapGrowth();
  const context = await NestFactory.createApplicationContext(AppModule.with(config), { logger: new NestLogger(), abortOnError: false });
  await prepareDatabase(context);
  return context;
}

/** Start of the web application: new region packs, and an administrator for each city without accounts, whose password is returned once. */
export async function prepareInstallation(app: NestExpressApplication): Promise<FirstAdministrator[]> {
  await prepareDatabase(app);
  return app.get(EnsureAdministrator).run();
}

async function prepareDatabase(context: INestApplicationContext): Promise<void> {
  await context.get(PrepareKeys).run();
  await context.get(InstallRegionPack).run();
  await context.get(SeedCalendar).run();
}

export function describeApi(app: NestExpressApplication): OpenAPIObject {
  const document = new DocumentBuilder()
    .setTitle('尘肺病重点行业工伤保险扩面管理系统')
    .setDescription('失败的请求以 application/problem+json 返回：稳定的 code、中文说明 title、请求编号 requestId。')
    .setVersion('1')
    .addCookieAuth('session')
    .build();
  return SwaggerModule.createDocument(app, document);
}
