import type { Field, Likeness } from './agreement.js';

/**
 * How much each field speaks for or against two requests being one child's, in bits: about log2(m / u). Here m is how
 * often the field agrees to this degree among pairs that are one child's, and u among pairs that are not (I. P.
 * Fellegi and A. B. Sunter, "A Theory for Record Linkage", Journal of the American Statistical Association 64, 1969).
 * m and u were counted on pairs judged by hand (test/truth/duplicates.json, decision 0012) and rounded. Two weights
 * are larger than a count would give. A different first name outweighs everything else, because brothers, sisters and
 * twins share everything but their first name. Two different birth dates outweigh a shared contact, because a family
 * has one number for all its children.
 */
export const WEIGHTS: Readonly<Record<Field, Readonly<Record<Likeness, number>>>> = {
  // A child may bear the name of either parent, so another surname says little.
  surname: { same: 5, near: 4, unknown: 0, different: -3 },
  firstName: { same: 6, near: 3, unknown: 0, different: -16 },
  birth: { same: 8, near: 3, unknown: 0, different: -8 },
  phone: { same: 8, near: 4, unknown: 0, different: -2 },
  email: { same: 7, near: 4, unknown: 0, different: -1 },
  // First names of parents are common, and each of the two parents may have put the child on a list.
  adult: { same: 2, near: 1, unknown: 0, different: -2 },
};

/** From this score on a person is asked: a surname and a first name agree, and nothing speaks against them. */
export const POSSIBLE_FROM = 11;
/**
 * From this score on the pair is most likely one child. Only a name is written differently, or a contact has changed.
 */
export const PROBABLE_FROM = 16;
