import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  familyKeyOf,
  forgottenBefore,
  forgottenOn,
  initialsOf,
  isReached,
  judgeOutcome,
  judgeReferral,
  OUTCOMES,
  toldBack,
  type NotedOutcome,
} from './referral.js';

const TODAY = '2026-12-03';
const PHONE = '0612345678';

describe('a referral', () => {
  it.each<[string, Partial<Parameters<typeof judgeReferral>[0]>, string | undefined]>([
    ['with a telephone', {}, undefined],
    ['with a mail alone', { phone: null, email: 'a@exemple.fr' }, undefined],
    ['agreed to today', { agreedOn: TODAY }, undefined],
    ['agreed to two months ago', { agreedOn: '2026-10-03' }, undefined],
    ['agreed to before that', { agreedOn: '2026-10-02' }, 'referral.agreedLongAgo'],
    ['agreed to tomorrow', { agreedOn: '2026-12-04' }, 'referral.agreedLater'],
    ['not agreed to', { agreed: false }, 'referral.notAgreed'],
    ['not agreed to and without a contact', { agreed: false, phone: null }, 'referral.notAgreed'],
    ['without a contact', { phone: null }, 'referral.noContact'],
  ])('%s', (_, more, code) =>
    expect(
      judgeReferral({ phone: PHONE, email: null, agreed: true, agreedOn: '2026-12-02', ...more }, TODAY)?.code,
    ).toBe(code),
  );

  it.each<[NotedOutcome, number, string | undefined]>([
    ['not_reached', 0, 'referral.tooFewTries'],
    ['not_reached', 2, 'referral.tooFewTries'],
    ['not_reached', 3, undefined],
    ['answered', 0, undefined],
    ['declined', 0, undefined],
  ])('ends as %s after %i tries', (outcome, tries, code) => expect(judgeOutcome(outcome, tries)?.code).toBe(code));

  it('tells the partner that the family was reached where the family agreed to that, and nothing else', () => {
    expect(OUTCOMES.filter(isReached)).toEqual(['begun', 'joined', 'answered', 'declined', 'other_desk']);
    for (const outcome of [null, ...OUTCOMES]) {
      expect(toldBack({ outcome, tellsBack: false })).toBe('received');
      expect(toldBack({ outcome, tellsBack: true })).toBe(isReached(outcome) ? 'reached' : 'received');
    }
  });

  it.each<[string | null, string | null, string]>([
    [PHONE, null, 'phone:0612345678 roux'],
    [PHONE, 'a@exemple.fr', 'phone:0612345678 roux'],
    [null, 'Anne@Exemple.FR', 'mail:anne@exemple.fr roux'],
  ])('is known by %s and %s, and by its name', (phone, email, known) =>
    expect(familyKeyOf({ phone, email }, 'roux')).toBe(known),
  );

  it('is forgotten two months after its day', () => {
    expect(forgottenOn('2026-12-31')).toBe('2027-02-28');
    expect(forgottenBefore('2027-02-03')).toBe('2026-12-03');
  });

  it.each<[string | null, string | null, string]>([
    ['Inès', 'Zerrouki', 'I. Z.'],
    [null, 'de la Tour', 'D. L. T.'],
    ['Anne-Marie', 'Éluard', 'A. M. É.'],
    [null, null, ''],
  ])('of %s %s shows %s', (first, last, shown) => expect(initialsOf(first, last)).toBe(shown));
});
