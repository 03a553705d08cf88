import type { LinkStatus } from '../../link-status.js';
import { answeredBy, openCandidates, type EntryLink } from './entry.js';

interface SupposedLink extends EntryLink {
  readonly enterpriseId: number;
}

/**
 * Links as they would be if a person decided one of them: what confirming it answers is no candidate any more.
 * @param links all links of the counties in question
 */
export function supposeDecided<L extends SupposedLink>(
  links: readonly L[],
  decided: L,
  status: Extract<LinkStatus, 'confirmed' | 'rejected'>,
): L[] {
  const ofEntry = links.filter(({ enterpriseId }) => enterpriseId === decided.enterpriseId);
  const answered = new Set(status === 'confirmed' ? answeredBy(decided, openCandidates(ofEntry, new Set())) : []);
  return links.flatMap((link) => {
    if (answered.has(link)) return [];
    return link === decided ? [{ ...link, status }] : [link];
  });
}
