/** The import batches that a frozen coverage names as its sources, wherever they stand in it (`batchId`, or a list of `batchIds`). */
export function batchesBehind(content: string): ReadonlySet<number> {
  const batches = new Set<number>();
  collect(JSON.parse(content), batches);
  return batches;
}

function collect(value: unknown, batches: Set<number>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const named: unknown[] = key === 'batchId' ? [inner] : key === 'batchIds' && Array.isArray(inner) ? inner : [];
    for (const batch of named) if (typeof batch === 'number') batches.add(batch);
    collect(inner, batches);
  }
}
