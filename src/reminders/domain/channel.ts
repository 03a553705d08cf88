/** Ways out of the system. The message in the system itself is no delivery: it is there as soon as it is written. */
export const CHANNELS = ['email', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * A delivery's way: waiting → sending → sent. What certainly did not arrive goes back to waiting and is tried again; where the answer was
 * cut off nobody knows, and the message is not sent a second time (unknown). `dropped`: handed in meanwhile, another day, or no address any more.
 */
export const DELIVERY_STATES = ['waiting', 'sending', 'sent', 'unknown', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a channel knows after an attempt; `code` is free of addresses and texts. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** It certainly did not arrive; `permanent`: another attempt would end the same. */
  | { readonly kind: 'refused'; readonly code: string; readonly permanent: boolean }
  /** The answer never came: it may have arrived. */
  | { readonly kind: 'unknown'; readonly code: string };
