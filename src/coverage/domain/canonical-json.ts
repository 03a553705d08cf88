/**
 * JSON with the keys of every object sorted by UTF-16 code units (as RFC 8785) and no white space: the same content is the same text.
 * Like `JSON.stringify` it leaves undefined fields out, writes undefined elements as null and a date as its ISO text.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = value as Readonly<Record<string, unknown>>;
  let members = '';
  // Reports are hundreds of thousands of fields long: one text is grown, nothing is made in between.
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${members}}`;
}
