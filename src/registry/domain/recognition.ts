import { formerNamesIn, nameKey, splitRemarkedName } from '../../matching/domain/index.js';
import type { RegistryLine, RegistryRow } from './model.js';

export interface FormerName {
  readonly name: string;
  readonly nameKey: string;
}

/** What a line says of the identity of its enterprise. */
export interface Recognition extends RegistryRow {
  readonly formerNames: readonly FormerName[];
}

/** Reads name and 备注 of a line; equal lines are recognised alike, whenever they are looked at. */
export function recognitionOf({ name, remark, creditCode }: Pick<RegistryLine, 'name' | 'remark' | 'creditCode'>): Recognition {
  const former = [...formerNamesIn(remark), ...splitRemarkedName(name).aliases].map((text) => ({ name: text, nameKey: nameKey(text) }));
  return {
    nameKey: nameKey(name),
    creditCode,
    formerNameKeys: former.map((known) => known.nameKey),
    formerNames: [...new Map(former.map((known) => [known.nameKey, known])).values()],
  };
}
