/** The layers of the design: kernel <- domain <- use cases and ports <- controllers, jobs, typeorm <- the composition root. */
const FEATURES = 'geography|intake|registry|enrolment|roster|matching|coverage|reporting|cases|disclosure|access|calendar|reminders|jobs|backup';
const FEATURE = `^src/(${FEATURES})/`;
/** Parts of features that have a domain of their own. */
const PARTS = 'review|quality|audit';
const DOMAIN = `^src/(${FEATURES})/((${PARTS})/)?domain/`;
/** Specs, and what only they use. */
const SPEC = '\\.spec\\.ts$|/testing/';
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];
/** Folders that may know the ORM. */
const ORM_PLACES = ['/typeorm/', '^src/platform/(changes|database|jobs)/', '^src/migrations/'];
/** Pure packages that a domain may use: tables of characters and readings. */
const PURE_PACKAGES = 'node_modules/(pinyin-pro|opencc-js)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two modules are one. Entities that refer to each other by type are the exception.',
      severity: 'error',
      from: { path: '^src/', pathNot: '/typeorm/' },
      to: { circular: true },
    },
    {
      name: 'no-runtime-cycles-between-entities',
      severity: 'error',
      from: { path: '/typeorm/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel imports nothing but itself.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: SPEC },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'domain-knows-only-domains',
      comment: 'A domain imports the kernel, itself, and other domains by their domain/index.ts.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: SPEC },
      to: {
        path: '^src/',
        pathNot: ['^src/kernel/', `^src/$1/((${PARTS})/)?domain/`, '^src/$1/link-status\\.ts$', `^src/(${FEATURES})/domain/index\\.ts$`],
      },
    },
    {
      name: 'domain-is-pure',
      comment: 'No framework, database, queue, files or network in a domain. node:crypto only for hashes.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: SPEC },
      to: { dependencyTypes: ['core', ...NPM], pathNot: ['^(node:)?crypto$', PURE_PACKAGES] },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/(platform|kernel)/' },
    },
    {
      name: 'features-meet-through-index',
      comment:
        "What another feature may use is what the feature's index.ts shows, and its domain, which is pure and shown by its own index.ts.",
      severity: 'error',
      from: { path: FEATURE, pathNot: [DOMAIN, SPEC] },
      to: { path: FEATURE, pathNot: ['^src/$1/', `^src/(${FEATURES})/(domain/)?index\\.ts$`] },
    },
    {
      name: 'use-cases-know-ports-only',
      comment: "Only a feature's module (and its index, for the composition root) names the stores' implementation.",
      severity: 'error',
      from: { path: `^src/(${FEATURES})/`, pathNot: ['/typeorm/', '(\\.module|/index)\\.ts$', SPEC] },
      to: { path: `^src/$1/((${PARTS})/)?typeorm/` },
    },
    {
      name: 'nothing-needs-the-composition-root',
      comment: 'Adapters are chosen at the top (src/*.ts, and the command line beside them); nothing below looks up.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: ['^src/(cli|demo)/', SPEC] },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'orm-in-its-place',
      severity: 'error',
      from: { path: '^src/', pathNot: ORM_PLACES },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|better-sqlite3|mysql2)/' },
    },
    {
      name: 'queue-in-its-place',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/jobs/' },
      to: { path: 'node_modules/(bullmq|ioredis|@bull-board/[a-z]+)/' },
    },
    {
      name: 'migrations-know-no-feature',
      comment: 'A migration states what was true when it was written; code changes.',
      severity: 'error',
      from: { path: '^src/migrations/' },
      to: { path: '^src/', pathNot: '^src/(migrations|platform/database|kernel)/' },
    },
    {
      name: 'no-specs-in-code',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { path: SPEC },
    },
    {
      name: 'no-development-packages-in-code',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that only another package brought in may vanish with its next version.',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
