import { networkOf } from './index.js';

describe('what counts as one address', () => {
  it.each([
    ['10.8.21.5', '10.8.21.5'],
    ['::ffff:10.8.21.5', '10.8.21.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('never takes more room than its column, whatever a header may have said', () => {
    for (const text of ['x'.repeat(500), 'a:'.repeat(300), ':'.repeat(99)]) expect(networkOf(text).length).toBeLessThanOrEqual(45);
  });
});
