import { whoMay } from '../../../test/support/actors.js';
import { describe, expect, it } from '../../../test/support/runner.js';
import { booksForItself, desksMeeting, mayArrange, receivesFor } from './appointments.policy.js';

const REQUEST = { deskId: 'own', dossierId: 'own' };

describe('who has to do with appointments', () => {
  it.each<[string, Parameters<typeof whoMay>[0], string[]]>([
    ['receives at a desk', (actor) => receivesFor(actor, 'desk:own'), ['agent']],
    ['receives in an establishment', (actor) => receivesFor(actor, 'provider:own'), ['director']],
    ['proposes, books and cancels for a family', (actor) => mayArrange(actor, REQUEST), ['agent']],
    ['books for itself', (actor) => booksForItself(actor, REQUEST), ['family']],
    ['opens the meetings of a desk', (actor) => desksMeeting(actor).includes('own'), ['agent']],
  ])('%s', (_, policy, expected) => expect(whoMay(policy)).toEqual(expected));
});
