import { describe, expect, it } from '../../../test/support/runner.js';
import { whoMay } from '../../../test/support/actors.js';
import { mayOpenPage } from './opening.policy.js';

const coordinators = ['coordinator', 'coordinator of the body', 'coordinator of another body'];
const agents = ['agent', 'agent of another desk'];
const directors = ['director', 'director of another'];

describe('the pages on which something missing is mended', () => {
  it.each<[string, string[]]>([
    ['/administration/territoire/guichets/nouveau', [...coordinators, 'administrator']],
    ['/administration/ouverture/mentions', [...coordinators, 'administrator']],
    ['/administration/comptes/nouveau', ['administrator']],
    ['/personnel/accords', [...coordinators, 'administrator']],
    ['/offre/nouveau', [...agents, ...directors, ...coordinators]],
    ['/grilles', coordinators],
    ['/commissions/instances/own', coordinators],
    ['/eaje/own/accueils', ['director']],
    ['/nowhere', []],
  ])('%s', (href, who) => expect(whoMay((actor) => mayOpenPage(actor, href))).toEqual(who));
});
