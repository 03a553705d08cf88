import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { say } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';

// Writes what the product is made of (CycloneDX 1.5, production dependencies of package-lock.json), the same bytes for the same lock file.
const target = process.argv[2] ?? join(ROOT, 'sbom.cdx.json');
const { components } = writeSbom(await fromNpm());
say(`已写入 ${target}（${components.length} 个组件）`, `wrote ${target} (${components.length} components)`);

async function fromNpm() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** The packages of package-lock.json that are not for development alone, as `name@version`. npm's own `--omit dev` leaves out whatever a tool needs as well. */
function production() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  return new Set(shipped.map(([path, { name, version }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`));
}

/** npm takes the folder's name for the product's, and puts in the hour and a random number: both say nothing about the product. */
function writeSbom({ metadata, ...bom }) {
  const shipped = production();
  const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const fixed = {
    ...bom,
    metadata: { ...metadata, timestamp: undefined, component: { ...metadata.component, name } },
    components: sorted(bom.components, 'bom-ref').filter((component) => shipped.has(component['bom-ref'])),
    dependencies: sorted(bom.dependencies, 'ref')
      .filter(({ ref }) => shipped.has(ref) || ref === metadata.component['bom-ref'])
      .map((entry) => ({ ...entry, dependsOn: (entry.dependsOn ?? []).filter((ref) => shipped.has(ref)).sort() })),
  };
  const document = { ...fixed, serialNumber: serialOf(JSON.stringify({ ...fixed, serialNumber: undefined })) };
  writeFileSync(target, `${JSON.stringify(document, null, 2)}\n`);
  return document;
}

function sorted(items, key) {
  return [...items].sort((a, b) => (a[key] < b[key] ? -1 : 1));
}

/** A UUID (version 8, RFC 9562) of the content. */
function serialOf(content) {
  const hex = createHash('sha256').update(content).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
