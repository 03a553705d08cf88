import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { configFromEnvironment, describeApi } from './bootstrap.js';

// Writes the description of the API to the path given. In preview mode nothing is instantiated: no database is needed.
const [target] = process.argv.slice(2);
if (!target) throw new Error('usage: openapi.js <file>');
const app = await NestFactory.create<NestExpressApplication>(AppModule.with(configFromEnvironment()), { preview: true, logger: false });
app.setGlobalPrefix('api', { exclude: ['health'] });
writeFileSync(target, `${JSON.stringify(describeApi(app), null, 2)}\n`);
await app.close();
