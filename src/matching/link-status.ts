/** auto: linked by certain evidence; review: a person must decide; confirmed and rejected: a person has decided. */
export type LinkStatus = 'auto' | 'review' | 'confirmed' | 'rejected';
