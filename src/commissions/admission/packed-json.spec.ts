import { createHash } from 'node:crypto';
import { expect, it } from '../../../test/support/runner.js';
import { canonicalJson } from '../matching/index.js';
import { packJson, unpackJson } from './packed-json.js';

const familiesOf = (count: number) => ({
  slots: ['mon-am@2027-03-01', 'é “quoted”'],
  families: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `family ${index}`,
      { wishes: [['A'], [{ slots: ['mon-am'], at: 'B' }]] },
    ]),
  ),
});

it.each([
  ['little', { b: 1, a: { d: [1, { c: null }] } }],
  ['nothing', {}],
  ['more than one slice', familiesOf(2000)],
])('%s is unpacked as it was, and its hash is that of its canonical JSON', async (_, value) => {
  const { hash, packed } = await packJson(value);
  expect(await unpackJson(packed)).toEqual(value);
  expect(hash).toBe(createHash('sha256').update(canonicalJson(value)).digest('hex'));
});

it('others are answered while it is packed, and a small part of it is left', async () => {
  const large = familiesOf(20_000);
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  });
  const { packed } = await packJson(large);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
  expect(packed.length).toBeLessThan(canonicalJson(large).length / 5);
});
