import { jest } from './lib/jest.mjs';

process.exitCode = await jest(process.argv.slice(2));
