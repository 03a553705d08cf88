import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdNumberCell, readPhones } from '../../src/intake/domain/index.js';
import { SerialDays } from '../../src/intake/readers/xlsx/serial-days.js';
import { readCreditCode } from '../../src/kernel/index.js';
import { sharedFolder } from '../support/repository.js';

interface Vectors {
  readonly uscc: { readonly vectors: readonly { readonly code: string; readonly expect: string; readonly checkCalc: string | null }[] };
  readonly idcard: { readonly vectors: readonly { readonly value: string; readonly expect: string; readonly why: string }[] };
  readonly phone: {
    readonly vectors: readonly { readonly v: string; readonly k: string; readonly ok: boolean; readonly norm?: string | null }[];
  };
  readonly excel_serial: { readonly vectors: readonly (readonly [number, string])[] };
}

const folder = sharedFolder('reference');
const vectors = folder === undefined ? undefined : (JSON.parse(readFileSync(join(folder, 'test_vectors.json'), 'utf8')) as Vectors);
const suite = vectors === undefined ? describe.skip : describe;

/** Telephones that the table spells otherwise than they are kept: a local number is not given an area code that nobody wrote. */
const PHONES: Readonly<Record<string, readonly string[]>> = {
  '8527219': ['8527219'],
  '13947812345、0478-8527219': ['13947812345', '0478-8527219'],
  '0478-8527219转8012': ['0478-8527219转8012'],
};

/** The 18-digit form that a vector asks for: in its reason, or the number of the family that it spells otherwise. */
function idNumberOf({ value, expect: expected, why }: Vectors['idcard']['vectors'][number]): string {
  const told = /\d{17}[\dX]/.exec(why)?.[0];
  if (expected === 'valid' || expected === 'valid-format') return value;
  if (told !== undefined) return told;
  return /x$/.test(value) ? value.toUpperCase() : '152801197003151231';
}

suite('the test vectors', () => {
  const { uscc, idcard, phone, excel_serial: serials } = vectors ?? EMPTY;

  it('are there', () => {
    expect([uscc, idcard, phone, serials].map((table) => table.vectors.length > 2)).toEqual([true, true, true, true]);
  });

  it.each(uscc.vectors.map((vector) => [vector.code, vector.expect, vector] as const))('credit code %s: %s', (code, expected, vector) => {
    const read = readCreditCode(code);
    if (expected === 'valid') expect(read).toEqual({ code, checksumOk: true });
    else if (expected === 'warn-accept') expect(read).toEqual({ code, checksumOk: vector.checkCalc === code.at(-1) });
    else expect(read?.checksumOk ?? false).toBe(false);
  });

  it.each(idcard.vectors.map((vector) => [vector.value, vector.expect, vector] as const))(
    'identity number %s: %s',
    (value, expected, vector) => {
      const { value: read, issues } = readIdNumberCell(value);
      if (expected === 'invalid') {
        expect(read).toBeNull();
        expect(issues).toMatchObject([{ severity: 'error', message: expect.stringMatching(/请/) }]);
        expect(JSON.stringify(issues)).not.toContain(value);
      } else expect([read?.number, issues]).toEqual([idNumberOf(vector), []]);
    },
  );

  it.each(phone.vectors.map((vector) => [vector.v, vector] as const))('telephone %s', (text, { k, ok, norm }) => {
    const { value, issues } = readPhones(text);
    if (!ok) expect([value ?? [], issues.length]).toEqual([[], 1]);
    else if (k === 'blank') expect([value, issues]).toEqual([null, []]);
    else expect([value, issues]).toEqual([PHONES[text] ?? [norm ?? text], []]);
  });

  it.each(serials.vectors)('serial %d is %s', (serial, day) => {
    expect(new SerialDays(false).value(serial)).toEqual({ date: day });
    expect(new SerialDays(true).value(serial - 1462)).toEqual(serial > 1462 ? { date: day } : serial - 1462);
  });
});

const EMPTY: Vectors = { uscc: { vectors: [] }, idcard: { vectors: [] }, phone: { vectors: [] }, excel_serial: { vectors: [] } };
