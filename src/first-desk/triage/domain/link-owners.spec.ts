import { describe, expect, it } from '../../../../test/support/runner.js';
import { linkOwners } from './link-owners.js';

describe('for whom a link is given at the counter', () => {
  it.each([
    ['either adult of two homes', { apart: true }, ['Laura', 'Nadir'], ['Laura', 'Nadir']],
    ['nobody in particular of one home', { apart: false }, ['Laura', 'Nadir'], []],
    ['nobody in particular of a lone parent', { apart: true }, ['Laura'], []],
  ])('%s', (_, dossier, adults, owners) => expect(linkOwners(dossier, adults)).toEqual(owners));
});
