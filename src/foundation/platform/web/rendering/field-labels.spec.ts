import { describe, expect, it } from '../../../../../test/support/runner.js';
import { labelsIn } from './field-labels.js';

const PAGE = `
  <a href="#street">Raccourcissez</a>
  <label class="govuk-label" for="street">
    Rue et numéro <span class="govuk-visually-hidden">(facultatif)</span>
  </label><input id="street">
  <label for="note">Ce qu&#39;il faut savoir &amp; dire</label><label for="empty"></label>`;

describe('what a page calls its field', () => {
  it.each([
    ['street', 'Rue et numéro (facultatif)'],
    ['note', "Ce qu'il faut savoir & dire"],
    ['empty', null],
    ['elsewhere', null],
  ])('%s: %s', (id, label) => {
    expect(labelsIn(PAGE).get(id) ?? null).toBe(label);
  });
});
