import type { Evidence } from './model.js';
import type { ParticularsCompared, ParticularVerdict } from './particulars.js';

/** What agrees and what does not, field by field; never the numbers and names themselves, which the links' readers need not see. */
const WORDS = {
  phone: { agrees: '联系电话相同', differs: '联系电话不同' },
  contact: { agrees: '联系人相同', differs: '联系人不同' },
  address: { agrees: '地址相同', differs: '地址不同' },
} as const;

/** Evidence of telephone, contact, address and people, where both sides state them. */
export function particularsEvidence(compared: ParticularsCompared, headcount: number | null, insured: number | null): Evidence[] {
  const evidence: Evidence[] = [];
  for (const field of ['phone', 'contact', 'address'] as const) {
    const verdict = compared[field];
    if (isStated(verdict)) evidence.push({ field, verdict, words: WORDS[field][verdict] });
  }
  if (isStated(compared.people))
    evidence.push({ field: 'people', verdict: compared.people, words: peopleWords(compared, headcount, insured) });
  return evidence;
}

/** The doubt that people raise; null where they raise none. */
export function particularsDoubt({ people }: ParticularsCompared): string | null {
  return people === 'differs' ? '参保人数远多于职工人数' : null;
}

function peopleWords({ people }: ParticularsCompared, headcount: number | null, insured: number | null): string {
  const numbers = `（职工${headcount ?? 0}人，参保${insured ?? 0}人）`;
  return people === 'agrees' ? `参保人数与职工人数相当或较少${numbers}` : `参保人数远多于职工人数${numbers}`;
}

function isStated(verdict: ParticularVerdict): verdict is 'agrees' | 'differs' {
  return verdict !== 'missing';
}
