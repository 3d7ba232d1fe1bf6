import { describe, expect, it } from '../../../../test/support/runner.js';
import { OutboundPolicy } from './outbound-policy.js';
import { OutboundText } from './outbound-text.js';
import { isPublicAddress } from './public-address.js';

describe('addresses of the open internet', () => {
  it.each([
    '8.8.8.8',
    '93.184.216.34',
    '185.42.117.108',
    '172.32.0.1',
    '172.15.255.255',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '169.253.255.255',
    '126.255.255.255',
    '223.255.255.255',
    '2001:4860:4860::8888',
    '2a01:e0a::1',
    '2606:4700:4700::1111',
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    // this machine, this network
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '0.1.2.3',
    '::1',
    '::',
    // private
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.255.255',
    'fc00::1',
    'fd12:3456:789a::1',
    // link-local, and what clouds answer their machines from
    '169.254.0.1',
    '169.254.169.254',
    '169.254.170.2',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '100.100.100.200',
    // shared by a provider's customers
    '100.64.0.1',
    '100.127.255.255',
    // to many
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    'ff02::1',
    // reserved, for tests and documents
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '2001:db8::1',
    '100::1',
    // IPv4 in the clothes of IPv6
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:4136:e378::1',
    '::7f00:1',
    '::808:808',
    '::8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b:1::7f00:1',
    '2002:a9fe:a9fe::1',
    // what a cloud answers its machines from, though its address is one of the open internet
    '168.63.129.16',
    // to nowhere, for routing, benchmarks and documents, and what no registry has given out
    '100::',
    '100::ffff',
    '100:0:0:1::1',
    '5f00::1',
    '3fff::1',
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    'fec0::1',
    '1::1',
    '400::1',
    '4000::1',
    '8000::1',
    'e000::1',
    '192.88.99.1',
    '192.31.196.1',
    '192.52.193.1',
    '192.175.48.1',
    // no address at all
    '',
    'localhost',
    '127.0.0.1.nip.io',
    '1.2.3',
    '300.1.1.1',
    '127.0.0.1/8',
    '[::1]',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('an address that a person gives', () => {
  const outbound = new OutboundText(new OutboundPolicy());
  it.each<[string, string | null]>([
    ['https://calendar.example.org/a.ics', null],
    ['https://calendar.example.org:443/a.ics', null],
    ['https://8.8.8.8/a.ics', null],
    ['https://[2606:4700:4700::1111]/', null],
    ['http://calendar.example.org/a.ics', 'address'],
    ['file:///etc/passwd', 'address'],
    ['ftp://example.org/a', 'address'],
    ['gopher://example.org/', 'address'],
    ['javascript:alert(1)', 'address'],
    ['data:text/calendar,BEGIN', 'address'],
    ['calendar.example.org', 'address'],
    ['', 'address'],
    ['https://', 'address'],
    ['https://nadia:secret@example.org/', 'address'],
    ['https://example.org:8443/', 'port'],
    ['https://example.org:22/', 'port'],
    ['https://example.org:80/', 'port'],
    ['https://127.0.0.1/', 'private'],
    ['https://127.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f000001/', 'private'],
    ['https://0177.0.0.1/', 'private'],
    ['https://0/', 'private'],
    ['https://10.0.0.8/', 'private'],
    ['https://192.168.1.1/', 'private'],
    ['https://169.254.169.254/latest/meta-data/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:127.0.0.1]/', 'private'],
    ['https://[fe80::1]/', 'private'],
    ['https://[fd00:ec2::254]/', 'private'],
    ['https://①②⑦.⓪.⓪.①/', 'private'],
    ['https://127。0。0。1/', 'private'],
  ])('%s: %s', (address, refusal) => expect(outbound.judgeAddress(address)).toBe(refusal));

  // @asvs 1.3.6 13.2.4
  it('a name is resolved before it is asked, and what leads inside is refused', async () => {
    expect(await outbound.fetchText('https://localhost/a.ics')).toEqual({ ok: false, reason: 'private' });
  });
});
