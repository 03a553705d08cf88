import { Problem } from '../../kernel/index.js';

const SHORTEST = 4;
const LONGEST = 200;

/** Why somebody wants to see or take personal data; every look and every export has one (规章14号: 查询需登记). Throws Problem `reason-missing`. */
export function readReason(text: string): string {
  const reason = text.trim();
  if ([...reason].length >= SHORTEST && reason.length <= LONGEST) return reason;
  throw new Problem('invalid', 'reason-missing', `请写明理由（${SHORTEST}–${LONGEST} 个字），例如“核对工伤认定材料”。`);
}
