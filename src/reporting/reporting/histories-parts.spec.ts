import { describe, expect, it } from '../../../test/support/runner.js';
import type { HistoriesPart } from './domain/read-histories.js';
import { historiesParts } from './histories-parts.js';

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
async function partsOf(text: string, size = 1000): Promise<HistoriesPart[]> {
  const parts: HistoriesPart[] = [];
  for await (const part of historiesParts(inChunks(text, size))) parts.push(part);
  return parts;
}
/** The object that the parts make together. */
const joined = (parts: readonly HistoriesPart[]): Record<string, unknown> => {
  const made: Record<string, unknown> = {};
  for (const { name, index, value } of parts)
    if (index === null) made[name] = value;
    else expect((made[name] as unknown[]).push(value)).toBe(index + 1);
  return made;
};

const RIGHT = [
  '{}',
  ' { } \n',
  '{"families":[]}',
  '{ "families" : [ ] , "communes" : { } }',
  '{"communes":{"a":[1,{"b":[]}],"c":"}]"},"families":[{"id":"é, \\"]}\\\\"},[1,[2]],3,"x",null],"enquiries":null}',
  '{"families":[{"a":[{"b":[{"c":1}]}]}],"n":-1.5e3,"t":true,"s":"a:b,c"}',
  '\uFEFF{"a":"\\u00e9\u{1F600}","b":[ "{" , "[" ]}',
];
const WRONG = [
  '',
  ' ',
  '{',
  '}',
  '{"a"}',
  '{"a":}',
  '{"a":1,}',
  '{,"a":1}',
  '{a:1}',
  '{1:1}',
  '{"a":1 "b":2}',
  '{"a":1:2}',
  '{"a" "b":1}',
  '{"a":[1,]}',
  '{"a":[,1]}',
  '{"a":[,]}',
  '{"a":[1 2]}',
  '{"a":[1]2}',
  '{"a":3[1]}',
  '{"a":[1}',
  '{"a":[1}]',
  '{"a":[{]}',
  '{"a":[{}}]}',
  '{"a":[[}]]}',
  '{"a":{]}',
  '{"a":1]',
  '{"a":["x]}',
  '{"a":1}}',
  '{"a":1}{}',
  '{"a":1} x',
  '{"a":[1],[2]}',
  '{"a":[:]}',
  '{[1]}',
  '{"a":[\u00a0]}',
  '{{}}',
  'nul',
];

describe('the parts of a file of histories', () => {
  it.each(RIGHT)('make together what the text says, however it comes in: %s', async (text) => {
    for (const size of [1, 2, 3, 7, 1000])
      expect(joined(await partsOf(text, size))).toEqual(JSON.parse(text.replace(/^\uFEFF/, '')));
  });

  it('are the items of its lists, one after the other', async () => {
    expect(await partsOf('{"families":[{"id":"a"},{"id":"b"}],"communes":{}}', 1)).toEqual([
      { name: 'families', index: null, value: [] },
      { name: 'families', index: 0, value: { id: 'a' } },
      { name: 'families', index: 1, value: { id: 'b' } },
      { name: 'communes', index: null, value: {} },
    ]);
  });

  it.each(WRONG)('are not read from what is no JSON: %s', async (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    for (const size of [1, 1000]) await expect(partsOf(text, size)).rejects.toThrow(': is not JSON: ');
  });

  it.each<[string, string]>([
    ['{"families":[{"id":"a"},{"id":b}]}', 'families[1]: is not JSON: '],
    ['{"communes":{"a":},"families":[]}', 'communes: is not JSON: '],
    ['{"families":[{"id":"a"}', 'histories: is not JSON: it ends before its last bracket'],
    ['[1,2]', 'histories: must be an object, not [1,2]'],
    ['"text"', 'histories: must be an object, not "text"'],
  ])('name where it is wrong: %s', async (text, said) => {
    await expect(partsOf(text)).rejects.toThrow(said);
  });
});
