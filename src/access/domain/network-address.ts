const UNKNOWN = 'unknown';
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * What counts as one address: an IPv4 address, however it is written, or the /64 network of an IPv6 address, of which one household or office has all
 * addresses. 45 characters at most.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined || address === '') return UNKNOWN;
  const plain = (address.split('%')[0] ?? '').replace(MAPPED, '');
  if (!plain.includes(':')) return plain.slice(0, 45);
  const [head = '', tail] = plain.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const between = Array.from({ length: tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length) }, () => '0');
  return `${[...before, ...between, ...after].slice(0, NETWORK_GROUPS).map(shortest).join(':')}::/64`.slice(0, 45);
}

const groupsOf = (text: string): string[] => text.split(':').filter((group) => group !== '');
const shortest = (group: string): string => group.toLowerCase().replace(/^0+(?=.)/, '');
