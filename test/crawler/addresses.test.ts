import { describe, expect, it } from 'vitest';
import { refusedAddress } from '../../crawler/addresses.ts';

const REFUSED = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '[::1]',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  'localhost',
  '',
];
const OPEN = ['1.1.1.1', '8.8.8.8', '100.63.255.255', '172.15.0.1', '172.32.0.1', '193.0.0.1', '2606:4700::1111', '[2a00:1450:4001::1]'];

describe('an address', () => {
  it.each(REFUSED)('%s is refused', (address) => expect(refusedAddress(address)).toEqual(expect.any(String)));
  it.each(OPEN)('%s is open', (address) => expect(refusedAddress(address)).toBeUndefined());
});
