import { describe, expect, it } from '../../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../../test/support/actors.js';
import {
  isMember,
  mayGuaranteePlaces,
  mayKeepCalendarOf,
  mayPlanFor,
  mayPlanForAll,
  mayReadBody,
  mayRevokeOffersOf,
  mayRunFor,
  maySignFor,
} from './body.policy.js';

const body = { id: 'own', establishmentIds: ['own'] };
const desk = { bodyId: 'own', accountId: null, personKey: 'own' };
const director = { bodyId: 'own', accountId: null, personKey: 'director:own' };
const elected = { bodyId: 'own', accountId: 'account', personKey: 'elected' };
const coordinators = ['coordinator', 'coordinator of the body'];

describe('the policy of a body', () => {
  it('is read by its coordinator, its members and those they stand for', () => {
    const always = ['director', 'member', ...coordinators, 'system'];
    expect(whoMay((actor) => mayReadBody(actor, body, []))).toEqual(always);
    expect(whoMay((actor) => mayReadBody(actor, body, [desk]))).toEqual(['agent', ...always]);
  });

  it('is planned and run by its coordinator', () => {
    expect(whoMay((actor) => mayPlanFor(actor, 'own'))).toEqual([...coordinators, 'system']);
    expect(whoMay((actor) => mayRunFor(actor, 'own'))).toEqual([...coordinators, 'system']);
    expect(whoMay(mayPlanForAll)).toEqual(['coordinator']);
  });

  it('takes back a place that it offered by its coordinator and its chair', () => {
    const chair = { ...elected, role: 'chair' as const };
    const elect = { ...elected, role: 'elected' as const };
    expect(whoMay((actor) => mayRevokeOffersOf(actor, 'own', [elect]))).toEqual([...coordinators, 'system']);
    expect(whoMay((actor) => mayRevokeOffersOf(actor, 'own', [chair]))).toEqual(['member', ...coordinators, 'system']);
  });

  it('is signed for by whoever reads sessions, unless their role is in another body', () => {
    const mayNot = ['member of another body', 'coordinator of another body', 'administrator', 'family', 'client'];
    const may = whoMay((actor) => maySignFor(actor, 'own'));
    expect(may).toEqual(expect.arrayContaining(['agent', 'director', 'member', ...coordinators]));
    expect(may.filter((name) => mayNot.includes(name))).toEqual([]);
  });

  it('has members: an account, a director or a desk', () => {
    expect(whoMay((actor) => isMember(actor, director))).toEqual(['director']);
    expect(whoMay((actor) => isMember(actor, desk))).toEqual(['agent']);
    expect(isMember(ACTORS.member, { accountId: 'account', personKey: 'elected' })).toBe(true);
    expect(isMember(ACTORS.member, { accountId: 'another', personKey: 'elected' })).toBe(false);
  });

  it('has calendars of members, kept by themselves and by who plans', () => {
    expect(whoMay((actor) => mayKeepCalendarOf(actor, director))).toEqual(['director', ...coordinators, 'system']);
  });

  it('has guarantees of places, set by the director and by who coordinates', () => {
    expect(whoMay((actor) => mayGuaranteePlaces(actor, 'own', ['own']))).toEqual(['director', ...coordinators]);
    expect(whoMay((actor) => mayGuaranteePlaces(actor, 'own', []))).toEqual(['director', 'coordinator']);
  });
});
