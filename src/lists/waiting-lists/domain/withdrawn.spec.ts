import { describe, expect, it } from '../../../../test/support/runner.js';
import { withdrawnReason, type WithdrawnReason } from './withdrawn.js';

describe('a line of a family that no longer waits', () => {
  it.each<[string, WithdrawnReason]>([
    ['ANNULÉ', 'cancelled'],
    ['annulé par la famille', 'cancelled'],
    ['Demande annulée', 'cancelled'],
    ['RETIRÉ', 'cancelled'],
    ['retrait le 12/10', 'cancelled'],
    ['rayé', 'cancelled'],
    ['désistement', 'cancelled'],
    ['abandon', 'cancelled'],
    ['a trouvé', 'place_found'],
    ['a trouvé une nounou', 'place_found'],
    ['solution trouvée', 'place_found'],
    ['PLACE TROUVÉE', 'place_found'],
    ['place trouvée ailleurs', 'place_found'],
    ['OK place en MAM le 1/9', 'place_found'],
    ['placé en MAM le 01/09', 'place_found'],
    ['a eu une place à Blanzy', 'place_found'],
    ['refus de la place', 'declined_place'],
    ['ne cherche plus', 'needs_no_more'],
    ['plus besoin', 'needs_no_more'],
    ['PLUS DE DEMANDE - déménagement', 'moved_away'],
    ['a déménagé', 'moved_away'],
    ['déménagé', 'moved_away'],
    ['déménagé à Lyon', 'moved_away'],
    ['Finalement nous avons trouvé une assistante maternelle, merci d’annuler.', 'cancelled'],
  ])('%s: %s', (text, reason) => expect(withdrawnReason(text)).toBe(reason));

  it.each<[string, WithdrawnReason]>([
    ['placé', 'place_found'],
    ['Admise', 'place_found'],
    ['clôturé', 'cancelled'],
    ['refusé', 'declined_place'],
  ])('%s, as what became of the request: %s', (text, reason) => {
    expect([withdrawnReason(text, true), withdrawnReason(text)]).toEqual([reason, null]);
  });

  it.each([
    '',
    'relancé le 12/10',
    'n’a pas encore trouvé',
    'a trouvé un emploi à Blanzy',
    'nous avons trouvé une maison à Ciry',
    'rien trouvé',
    'va déménager',
    'en attente',
    'aîné à la crèche',
    'besoin en urgence',
    'a déposé une place en MAM ?',
  ])('is not told by %j', (text) => expect(withdrawnReason(text)).toBe(null));
});
