import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Lack } from '../../kernel/lack.js';
import { keyOf, openingStanding, type Waiver } from './opening-standing.js';

const lack = (kind: string, id?: string): Lack => ({
  kind,
  group: 'desks',
  mender: 'coordinator',
  href: null,
  ...(id ? { subject: { id, name: id } } : {}),
});
const waiver = (name: string): Waiver => ({
  lack: name,
  name: 'Nadia R.',
  reason: 'essai',
  at: '2026-11-28T08:00:00.000Z',
});

const LACKS = [lack('desk-telephone', 'rpe'), lack('desk-telephone', 'mairie'), lack('sms')];

describe('what is missing before families come', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing waived', [], ['desk-telephone:rpe', 'desk-telephone:mairie', 'sms'], []],
    ['one subject', ['desk-telephone:rpe'], ['desk-telephone:mairie', 'sms'], ['desk-telephone:rpe']],
    ['a kind', ['desk-telephone'], ['sms'], ['desk-telephone:rpe', 'desk-telephone:mairie']],
    ['all', ['desk-telephone', 'sms'], [], ['desk-telephone:rpe', 'desk-telephone:mairie', 'sms']],
    ['what is not missing', ['desk-mail', 'sms:rpe'], ['desk-telephone:rpe', 'desk-telephone:mairie', 'sms'], []],
  ])('%s', (_, waived, missing, left) => {
    const standing = openingStanding(LACKS, waived.map(waiver));
    expect(standing.missing.map(keyOf)).toEqual(missing);
    expect(standing.waived.map(keyOf)).toEqual(left);
  });

  it('keeps nobody out for what is only advised', () => {
    const advice: Lack = { ...lack('session'), isAdvice: true };
    const standing = openingStanding([advice, lack('sms')], [waiver('sms')]);
    expect([standing.missing, standing.advised]).toEqual([[], [advice]]);
  });

  it('tells the waiver of one subject before that of its kind', () => {
    const { waived } = openingStanding(LACKS, [waiver('desk-telephone'), waiver('desk-telephone:rpe')]);
    expect(waived.map((one) => one.waiver.lack)).toEqual(['desk-telephone:rpe', 'desk-telephone']);
  });
});
