import type { Field, Likeness } from './agreement.js';

/**
 * What each field says for or against two requests being one child's, in bits: about log2(m / u), where m is how often
 * the field agrees so far among pairs that are one child's and u among pairs that are not (I. P. Fellegi and A. B.
 * Sunter, "A Theory for Record Linkage", Journal of the American Statistical Association 64, 1969). m and u were
 * counted on the pairs judged by hand (test/truth/duplicates.json, decision 0012) and rounded; two weights say more
 * than a count would: brothers, sisters and twins share all but a first name, so that another first name outweighs
 * everything else; and two birth dates that differ outweigh a contact, as families are rung at one number for all their
 * children.
 */
export const WEIGHTS: Readonly<Record<Field, Readonly<Record<Likeness, number>>>> = {
  // Children may bear the name of either parent: another surname says little.
  surname: { same: 5, near: 4, unknown: 0, different: -3 },
  firstName: { same: 6, near: 3, unknown: 0, different: -16 },
  birth: { same: 8, near: 3, unknown: 0, different: -8 },
  phone: { same: 8, near: 4, unknown: 0, different: -2 },
  email: { same: 7, near: 4, unknown: 0, different: -1 },
  // First names of parents are common, and each parent may have put the child on a list.
  adult: { same: 2, near: 1, unknown: 0, different: -2 },
};

/** From here a person is asked: a surname, a first name and nothing against them. */
export const POSSIBLE_FROM = 11;
/** From here the pair is most likely one child: nothing but a name written otherwise, or a contact that changed. */
export const PROBABLE_FROM = 16;
