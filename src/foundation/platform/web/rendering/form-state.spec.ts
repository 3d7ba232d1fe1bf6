import { describe, expect, it } from '../../../../../test/support/runner.js';
import { summaryItems } from './form-state.js';

describe('the list of what is wrong in a form', () => {
  it('says once what is wrong with a day, whichever of its boxes are, and names every other field', () => {
    const errors = [
      { field: 'dayYear', message: 'Donnez la date.' },
      { field: 'day', message: 'Donnez la date.' },
      { field: 'endDay', message: 'Donnez la date.' },
      { field: 'm0', message: 'Choisissez.' },
      { field: 'm1', message: 'Choisissez.' },
    ];
    expect(summaryItems({ values: {}, errors }).map(({ href }) => href)).toEqual(['#dayYear', '#endDay', '#m0', '#m1']);
  });
});
