import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, RequestHandler, Response } from 'express';

/** Asked for anew each time, and answered with 304 where nothing has changed: an update shows at once. */
const FRESH = { 'Cache-Control': 'no-cache' };
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
/** What is no page of the web application: the API, the probe, and files, whose absence must be seen as such. */
const NO_PAGE = /^\/(?:api|health|assets|maps)(?:\/|$)|\.\w+$/;

/**
 * Serves the built web application from `folder`, and the maps of each city's pack, whose folder bears the city's code, under `/maps/<code>/`;
 * without an application, the description of the API is where `/` leads.
 */
export function serveWebApplication(app: NestExpressApplication, folder: string, packs: readonly string[]): void {
  if (!existsSync(join(folder, 'index.html'))) {
    app.use(at('/', (_request, response) => response.redirect('/api/docs')));
    return;
  }
  // Files under assets/ carry a hash of their content in their names.
  app.useStaticAssets(join(folder, 'assets'), { prefix: '/assets/', index: false, immutable: true, maxAge: YEAR_MS, fallthrough: true });
  for (const pack of packs) {
    const prefix = `/maps/${basename(pack)}/`;
    app.useStaticAssets(join(pack, 'maps'), { prefix, index: false, setHeaders: (response: Response) => response.set(FRESH) });
  }
  app.useStaticAssets(folder, { index: false, setHeaders: (response: Response) => response.set(FRESH) });
  app.use(pages(folder));
}

/** Any address that could be a page is answered with the application, which knows its pages. */
function pages(root: string): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'GET' || NO_PAGE.test(request.path)) next();
    else response.sendFile('index.html', { root, headers: FRESH });
  };
}

const at =
  (path: string, answer: (request: Request, response: Response) => void): RequestHandler =>
  (request, response, next) => {
    if (request.path === path) answer(request, response);
    else next();
  };
