import type { ElementVisitor } from './xml-elements.js';

/** Another part that a part refers to. */
export interface Relationship {
  readonly id: string;
  /** Last step of the type's address, which Transitional and Strict have in common: `worksheet`, `sharedStrings`. */
  readonly type: string;
  /** Part name from the root of the package, without a leading slash. */
  readonly part: string;
}

/** Collects the relationships of the part `source` (empty for the package). What lies outside the file is left out. */
export function relationshipsOf(source: string, into: Relationship[]): ElementVisitor {
  return (name, attributes) => {
    const target = attributes.get('Target');
    if (name !== 'Relationship' || target === undefined || attributes.get('TargetMode') === 'External') return;
    const type = attributes.get('Type') ?? '';
    into.push({ id: attributes.get('Id') ?? '', type: type.slice(type.lastIndexOf('/') + 1), part: resolvePart(source, target) });
  };
}

/** Name of the part that holds the relationships of `source`. */
export function relationshipsPart(source: string): string {
  const folder = source.lastIndexOf('/') + 1;
  return `${source.slice(0, folder)}_rels/${source.slice(folder)}.rels`;
}

/** A target as seen from a part; steps above the root stay at the root. */
export function resolvePart(source: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const steps = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
