import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  INTRODUCTION_ACTIONS,
  isDone,
  judgeIntroduction,
  type IntroductionAction,
  type IntroductionActor,
  type IntroductionState,
} from './introduction.js';

const STATES: IntroductionState[] = ['proposed', 'introduced', 'met', 'agreed', 'declined'];
const ACTORS: IntroductionActor[] = ['childminder', 'family', 'first_desk', 'system'];
const ACTIONS = Object.keys(INTRODUCTION_ACTIONS) as IntroductionAction[];
const AT = '2027-02-03T09:00:00.000Z';

/** What each may do, by state, once she is interested. */
const MAY: Record<IntroductionState, Record<IntroductionActor, IntroductionAction[]>> = {
  proposed: {
    childminder: ['interest', 'refuse'],
    family: ['accept', 'decline'],
    first_desk: ['interest', 'refuse', 'accept', 'decline'],
    system: ['decline'],
  },
  introduced: {
    childminder: ['refuse'],
    family: ['decline'],
    first_desk: ['refuse', 'meet', 'agree', 'decline'],
    system: ['decline'],
  },
  met: {
    childminder: ['refuse'],
    family: ['decline'],
    first_desk: ['refuse', 'agree', 'decline'],
    system: ['decline'],
  },
  agreed: { childminder: [], family: [], first_desk: [], system: [] },
  declined: { childminder: [], family: [], first_desk: [], system: [] },
};

describe('an introduction', () => {
  it.each(STATES.flatMap((state) => ACTORS.map((actor) => [state, actor] as const)))(
    'that is %s lets %s do what the table says',
    (state, actor) =>
      expect(ACTIONS.filter((action) => !judgeIntroduction(action, { state, interestedAt: AT }, [actor]))).toEqual(
        MAY[state][actor],
      ),
  );

  it('is chosen by the family only once she is interested', () =>
    expect(judgeIntroduction('accept', { state: 'proposed', interestedAt: null }, ['family'])?.code).toBe(
      'introduction.notInterested',
    ));

  it('is done once, however often its button is pressed', () => {
    expect(isDone('interest', { state: 'proposed', interestedAt: AT })).toBe(true);
    expect(isDone('interest', { state: 'proposed', interestedAt: null })).toBe(false);
    expect(isDone('refuse', { state: 'declined', interestedAt: null })).toBe(true);
    expect(isDone('accept', { state: 'proposed', interestedAt: AT })).toBe(false);
  });
});
