// Loaded with --import: lets node run the tests' TypeScript as it stands, without a build.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
