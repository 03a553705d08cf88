import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readAudit } from '../../scripts/lib/audit.mjs';
import { ROOT } from '../support/repository.js';

interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp?: string; readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes?: readonly object[];
  }[];
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe('the list of what the product is made of (CycloneDX)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const made = async (name: string): Promise<string> => {
    const file = join(folder, name);
    await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/sbom.mjs'), file]);
    return readFileSync(file, 'utf8');
  };
  let text: string;
  beforeAll(async () => {
    text = await made('first.json');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names every production dependency at its version, with address and hash, and no development tool', () => {
    const { bomFormat, specVersion, serialNumber, metadata, components } = JSON.parse(text) as Sbom;
    expect({ bomFormat, specVersion, product: metadata.component.name }).toEqual({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      product: manifest.name,
    });
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    const versions = new Map(components.map(({ name, version }) => [name, version]));
    for (const [name, version] of Object.entries(manifest.dependencies)) expect([name, versions.get(name)]).toEqual([name, version]);
    // What reaches the product through others, and through what a tool needs as well.
    for (const name of ['express', 'multer', 'body-parser']) expect(versions.get(name)).toBeDefined();
    for (const tool of ['jest', 'eslint', '@nestjs/cli']) expect(versions.has(tool)).toBe(false);
    for (const { purl, hashes } of components) {
      expect(purl).toMatch(/^pkg:npm\//);
      expect(hashes?.length).toBeGreaterThan(0);
    }
  });

  it('has the same bytes each time', async () => {
    expect(await made('second.json')).toBe(text);
  });
});

describe('the check for known vulnerabilities', () => {
  const report = (severity: string): string =>
    JSON.stringify({
      vulnerabilities: { left: { name: 'left', severity, via: [{ title: 'Prototype pollution' }, 'right'] } },
      metadata: { vulnerabilities: { [severity]: 1 } },
    });

  it.each(['high', 'critical'])('finds what is %s', (severity) => {
    expect(readAudit(report(severity))).toEqual({ asked: true, findings: [`left ${severity}: Prototype pollution; right`] });
  });

  it('lets pass what is less', () => {
    expect(readAudit(report('moderate'))).toEqual({ asked: true, findings: [] });
  });

  it.each([
    ['a registry that refuses', JSON.stringify({ message: '405 Method Not Allowed' }), '', '405 Method Not Allowed'],
    ['no network', JSON.stringify({ error: { summary: 'ENOTFOUND' } }), '', 'ENOTFOUND'],
    ['npm that says nothing', '', 'npm error network\n', 'npm error network'],
    ['an empty answer', '{}', '', 'no report'],
  ])('never takes %s for a clean result', (_what, stdout, stderr, why) => {
    expect(readAudit(stdout, stderr)).toEqual({ asked: false, why });
  });
});
