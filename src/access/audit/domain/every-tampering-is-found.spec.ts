import { randomBytes } from 'node:crypto';
import { AuditChain, ChainWalk, GENESIS, valuesText, type AuditHead, type AuditRecord } from './index.js';

const CHAIN = new AuditChain(Buffer.alloc(32, 1), 'key');
const ENTRIES = 60;
const TAMPERINGS = 1_000;

/** Numbers from a seed: a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function trail(chain = CHAIN, entries = ENTRIES): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (let seq = 1; seq <= entries; seq++) {
    const record = {
      seq,
      at: new Date(Date.UTC(2026, 10, 1) + seq * 977),
      action: 'link.decided',
      outcome: 'done',
      subjectKind: 'link',
      subjectId: String(seq % 7),
      countyCode: seq % 3 === 0 ? null : '150821',
      userId: seq % 5,
      userName: '测试用户',
      role: 'county-clerk',
      regionCode: '150821',
      channel: 'web',
      source: 'POST /api/links/1/decisions',
      address: '10.0.0.8',
      requestId: `r-${seq}`,
      session: 'abcdef',
      before: valuesText({ status: 'review' }),
      after: seq % 4 === 0 ? null : valuesText({ status: 'confirmed' }),
      reason: null,
      keyId: chain.keyId,
    } as const;
    records.push({ ...record, mac: chain.codeOf(record, records.at(-1)?.mac ?? GENESIS.mac) });
  }
  return records;
}

const headOf = (records: readonly AuditRecord[]): AuditHead => {
  const { seq, mac } = records.at(-1) ?? GENESIS;
  return { seq, mac };
};

/** Reads as `VerifyAudit` does: in the order of the numbers. */
function isSound(records: readonly AuditRecord[], exported: AuditHead, kept: AuditHead): boolean {
  const walk = new ChainWalk(CHAIN, GENESIS, [exported]);
  for (const record of [...records].sort((a, b) => a.seq - b.seq)) walk.take(record);
  return walk.finish(kept);
}

type Change = (records: AuditRecord[], pick: (below: number) => number) => AuditRecord[];

const FIELDS = Object.keys(trail(CHAIN, 1)[0] ?? {}) as (keyof AuditRecord)[];

function changed(record: AuditRecord, field: keyof AuditRecord, pick: (below: number) => number): AuditRecord {
  const value = record[field];
  if (value instanceof Date) return { ...record, [field]: new Date(value.getTime() + 1 + pick(86_400_000)) };
  if (typeof value === 'number') return { ...record, [field]: value + 1 + pick(1_000) };
  if (value === null) return { ...record, [field]: '别的' };
  const at = pick(value.length);
  return { ...record, [field]: `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}` };
}

const replaced = (records: readonly AuditRecord[], at: number, record: AuditRecord): AuditRecord[] => records.with(at, record);

const TAMPERING: Readonly<Record<string, Change>> = {
  'a field is edited': (records, pick) => {
    const at = pick(records.length);
    return replaced(records, at, changed(records[at] as AuditRecord, FIELDS[pick(FIELDS.length)] as keyof AuditRecord, pick));
  },
  'an entry is removed': (records, pick) => records.toSpliced(pick(records.length), 1),
  'a stretch is removed': (records, pick) => records.toSpliced(pick(records.length), 1 + pick(10)),
  'an entry is removed and the rest numbered anew': (records, pick) =>
    records.toSpliced(pick(records.length), 1).map((record, i) => ({ ...record, seq: i + 1 })),
  'two entries change places': (records, pick) => {
    const a = pick(records.length);
    const b = (a + 1 + pick(records.length - 1)) % records.length;
    const [one, other] = [records[a] as AuditRecord, records[b] as AuditRecord];
    return replaced(replaced(records, a, { ...other, seq: one.seq }), b, { ...one, seq: other.seq });
  },
  'an entry is put in twice, the rest numbered anew': (records, pick) => {
    const at = pick(records.length);
    return records.toSpliced(at, 0, records[at] as AuditRecord).map((record, i) => ({ ...record, seq: i + 1 }));
  },
  'an entry is repeated at the end': (records, pick) => [
    ...records,
    { ...(records[pick(records.length)] as AuditRecord), seq: records.length + 1 },
  ],
  'an invented entry is put at the end': (records) => [
    ...records,
    { ...(records.at(-1) as AuditRecord), seq: records.length + 1, mac: randomBytes(32).toString('hex') },
  ],
  'everything from an entry on is made anew with another key': (records, pick) => {
    const from = pick(records.length);
    return [...records.slice(0, from), ...trail(new AuditChain(Buffer.alloc(32, 2), 'key')).slice(from)];
  },
  'the end is cut off': (records, pick) => records.slice(0, records.length - 1 - pick(records.length - 1)),
};

describe('tampering with the audit trail', () => {
  const records = trail();
  const exported = headOf(records);

  it('is not seen where there was none', () => {
    expect(isSound(records, exported, exported)).toBe(true);
    expect(isSound([], GENESIS, GENESIS)).toBe(true);
  });

  it(`is found ${TAMPERINGS} times of ${TAMPERINGS}, also where the kept head was changed to suit`, () => {
    const kinds = Object.entries(TAMPERING);
    const missed: string[] = [];
    for (let i = 0; i < TAMPERINGS; i++) {
      const pick = random(i);
      const [name, change] = kinds[i % kinds.length] as [string, Change];
      const tampered = change([...records], pick);
      const kept = pick(2) === 0 ? exported : headOf(tampered);
      if (isSound(tampered, exported, kept)) missed.push(`${name} (seed ${i})`);
    }
    expect(missed).toEqual([]);
  });

  it('is told where it is, and only there', () => {
    const walk = new ChainWalk(CHAIN, GENESIS);
    for (const record of replaced(records.toSpliced(40, 2), 10, { ...(records[10] as AuditRecord), reason: '别的' })) walk.take(record);
    expect(walk.finish(exported)).toBe(false);
    expect(walk.faults).toEqual([
      { code: 'changed', from: 11, to: 11 },
      { code: 'missing', from: 41, to: 42 },
    ]);
  });

  it('at the very end is only found by a head that was exported', () => {
    const cut = records.slice(0, 50);
    expect(isSound(cut, GENESIS, headOf(cut))).toBe(true);
    expect(isSound(cut, exported, headOf(cut))).toBe(false);
  });
});
