import { isPrivateAddress } from './private-address.js';

describe('addresses that a robot must not have', () => {
  it.each(
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255'.split(
      ' ',
    ),
  )('%s', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(':: ::1 ::ffff:10.0.0.1 ::ffff:7f00:1 64:ff9b::a00:1 2002:a00:1:: fc00::1 fd12:3456::1 fe80::1 ff02::1'.split(' '))(
    '%s',
    (address) => expect(isPrivateAddress(address)).toBe(true),
  );

  it.each('1.1.1.1 172.32.0.1 100.128.0.1 192.169.0.1 203.205.254.1 2400:3200::1 2409:8c00::1'.split(' '))('but not %s', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});
