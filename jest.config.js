/** Unit specs stand beside their code; journeys under test/ run against the built application, several at a time. */
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2022',
      },
      module: { type: 'es6' },
    },
  ],
};

const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/** Journeys that measure how fast answers come, or break what others stand on: one at a time, with nothing beside them. */
const ALONE = [
  'test/corpus/',
  'test/faults/',
  'test/jobs/',
  'test/readers/',
  'test/access/answers-are-hardened',
  'test/e2e/a-matching-run-survives-its-workers',
  'test/e2e/it-stops-gracefully',
  'test/intake-files/full-disk',
  'test/intake/an-import-survives',
  'test/intake/forty-uploads-at-once',
  'test/intake/killed-at-every-named-point',
  'test/reporting/a-turn-is-opened-beside-a-report-that-is-prepared',
].map((path) => `<rootDir>/${path}`);

export default {
  // Two cores may be busy with databases, child processes and a build: a slow test is no failed one.
  testTimeout: 60_000,
  projects: [
    { ...common, displayName: 'unit', rootDir: '.', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    { ...common, displayName: 'e2e', rootDir: '.', testMatch: ['<rootDir>/test/**/*.spec.ts'], testPathIgnorePatterns: ALONE },
    { ...common, displayName: 'alone', rootDir: '.', testMatch: ALONE.map((path) => `${path}{**/,}*.spec.ts`) },
  ],
};
