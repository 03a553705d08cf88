/** auto: linked by certain evidence; review: a person must decide; confirmed and rejected: a person has decided. */
export const LINK_STATUSES = ['auto', 'review', 'confirmed', 'rejected'] as const;
export type LinkStatus = (typeof LINK_STATUSES)[number];
