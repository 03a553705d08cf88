import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { build } from 'vite';
import { ROOT } from './lib/root.mjs';

/** Builds the web application into dist-web/: its types of the API come from openapi.json, so that what the API no longer says does not compile. */
const description = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'));
const types = astToString(await openapiTS(description, { alphabetize: true, defaultNonNullable: false }));
writeFileSync(join(ROOT, 'web/src/platform/api/schema.d.ts'), `/* Generated from openapi.json by scripts/build-web.mjs. */\n${types}`);
await build({ configFile: join(ROOT, 'web/vite.config.ts'), logLevel: process.env.WEB_BUILD_LOG ?? 'warn' });
