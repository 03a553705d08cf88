import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { proclaim, say } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';

/**
 * What a county office on a slow line has to fetch: the shell that shows the log-in, what each further page adds, and the charts. Fails
 * where a budget is exceeded, or where a built file asks another host for anything.
 */
const KB = 1024;
const SHELL_KB = 160;
const ROUTE_KB = 60;
const CHARTS_KB = 240;
const LOG_IN = 'src/access/log-in-page.vue';
const FOLDER = join(ROOT, 'dist-web');

const manifest = JSON.parse(readFileSync(join(FOLDER, '.vite/manifest.json'), 'utf8'));
const isCharts = (key) => manifest[key].name === 'charts';
const shell = reach(['index.html', LOG_IN]);
const lines = [
  { what: '登录页', kb: weigh(shell), budget: SHELL_KB },
  ...Object.keys(manifest)
    .filter(isCharts)
    .map((key) => ({ what: '图表', kb: weigh(new Set([key])), budget: CHARTS_KB })),
  ...routes().map(({ key, added }) => ({ what: key, kb: weigh(added), budget: ROUTE_KB })),
];
const faults = [
  ...lines.filter(({ kb, budget }) => kb > budget).map(({ what, kb, budget }) => `${what}：${kb.toFixed(1)} KB，预算 ${budget} KB`),
  ...foreign(),
];
for (const { what, kb, budget } of lines.sort((a, b) => b.kb - a.kb).slice(0, 12))
  say(`${kb.toFixed(1).padStart(7)} / ${budget} KB  ${what}`, 'gzip');
if (faults.length > 0)
  proclaim(['网页超出体积预算，或引用了外部地址：', ...faults, 'The web application exceeds its budgets, or refers to another host.']);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Everything that is fetched with some chunks: what they import, and what that imports. */
function reach(keys, found = new Set()) {
  for (const key of keys) {
    if (found.has(key) || !manifest[key]) continue;
    found.add(key);
    reach(manifest[key].imports ?? [], found);
  }
  return found;
}

/** Each part that is fetched on demand, with what it needs beyond the shell; the charts have a budget of their own. */
function routes() {
  const dynamic = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
  return dynamic.map((key) => ({ key, added: new Set([...reach([key])].filter((part) => !shell.has(part) && !isCharts(part))) }));
}

function weigh(keys) {
  return [...keys].reduce((sum, key) => sum + gzipSync(readFileSync(join(FOLDER, manifest[key].file))).length, 0) / KB;
}

/** An address of another host that a page would fetch; names of XML namespaces are none. */
function foreign() {
  const files = Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]);
  return [...new Set(files)].filter((file) => /(?:import\s*\(|url\(|src=)\s*["']?https?:/.test(readFileSync(join(FOLDER, file), 'utf8')));
}
