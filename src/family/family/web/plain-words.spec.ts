import { describe, expect, it } from '../../../../test/support/runner.js';
import { CRITERIA, GROUP_CODES } from '../../../commissions/admission/domain/criteria.js';
import { TIE_BREAKS } from '../../../commissions/admission/domain/grid.js';
import {
  ASKED_FACTS,
  CHANNELS,
  CURRENT_CARES,
  CUSTODIES,
  ASKABLE,
  NEED_KINDS,
  REASONS,
  REGIMES,
  REQUEST_ACTION_NAMES,
  REQUEST_STATES,
  SITUATIONS,
  WISH_MODES,
} from '../../../dossier/dossier/index.js';
import { Catalogue } from '../../../foundation/platform/i18n/index.js';
import { SOURCE_ROOT } from '../../../foundation/source-root.js';
import { ELSEWHERE_KINDS } from './request-acts.form.js';

const { has } = Catalogue.load(SOURCE_ROOT, { strict: true }).translator('fr');
const under = (prefix: string, codes: readonly string[]): string[] => codes.map((code) => `${prefix}.${code}`);

/** A code without a sentence would break a page in front of a family. */
describe('Every code that a family may meet has its plain words', () => {
  it.each([
    ['states', under('family.plain.state', REQUEST_STATES)],
    ['state names', under('state', REQUEST_STATES)],
    ['what happened', under('family.plain.action', REQUEST_ACTION_NAMES)],
    [
      'next acts',
      under('family.plain.act', [
        'take_up',
        'orient',
        'complete',
        'list',
        'urgent_place',
        'session',
        'confirm',
        'answer_offer',
        'complete_solution',
      ]),
    ],
    ['owners', under('family.plain.owner', ['desk', 'family', 'commission'])],
    [
      'what becomes of an offer',
      under('family.plain.offer', ['open', 'accepted', 'declined', 'expired', 'replaced', 'revoked', 'withdrawn']),
    ],
    ['solutions', under('family.plain.solution', ['place', ...ELSEWHERE_KINDS])],
    ['reasons', under('reason', Object.values(REASONS).flat())],
    ['missing answers', under('gap', ASKABLE)],
    [
      'criteria that a grid may have',
      [
        ...under('family.plain.criterion', [...Object.keys(CRITERIA), ...GROUP_CODES]),
        ...under('admission.criterion', [...Object.keys(CRITERIA), ...GROUP_CODES]),
      ],
    ],
    [
      'criterion sources and tie-breaks',
      [
        ...under('family.plain.criterionSource', ['question', 'dossier', 'history', 'expert']),
        ...under('family.plain.tieBreak', TIE_BREAKS),
        ...under('family.plain.tie', TIE_BREAKS),
      ],
    ],
    ['reasons against an erasure', under('family.plain.erasureAgainst', ['offered', 'placed'])],
    [
      'questions that give points',
      [...under('dossier.choice.factQuestion', ASKED_FACTS), ...under('dossier.choice.factHint', ASKED_FACTS)],
    ],
    [
      'choices',
      [
        ...under('dossier.choice.channel', CHANNELS),
        ...under('dossier.choice.situation', SITUATIONS),
        ...under('dossier.choice.regime', REGIMES),
        ...under('dossier.choice.custody', CUSTODIES),
        ...under('dossier.choice.kind', NEED_KINDS),
        ...under('dossier.choice.currentCare', CURRENT_CARES),
        ...under('dossier.choice.mode', WISH_MODES),
        ...under('dossier.choice.fact', ASKED_FACTS),
      ],
    ],
  ])('%s', (_, keys) => expect(keys.filter((key) => !has(key))).toEqual([]));
});
