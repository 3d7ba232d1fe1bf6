import { describe, expect, it } from '../../../../test/support/runner.js';
import { homeOfDesk } from './home-of-desk.js';

const BLANZY = { code: '71040', name: 'Blanzy', firstDeskId: 'rpe' };
const MONTCEAU = { code: '71306', name: 'Montceau-les-Mines', firstDeskId: 'rpe' };
const GENELARD = { code: '71212', name: 'Génelard', firstDeskId: 'other' };

describe('the commune that the counter proposes', () => {
  it.each([
    ['that of the address of the desk', '18 rue Carnot, 71300 Montceau-les-Mines', [BLANZY, MONTCEAU], '71306'],
    ['the only one that it serves', '1 place, 71000 Mâcon', [BLANZY, GENELARD], '71040'],
    ['none where several could be', '1 place, 71000 Mâcon', [BLANZY, MONTCEAU], null],
    ['none of another desk', '2 rue, 71420 Génelard', [BLANZY, MONTCEAU, GENELARD], null],
  ])('%s', (_case, address, communes, expected) => {
    expect(homeOfDesk({ id: 'rpe', address }, communes)).toBe(expected);
  });
});
