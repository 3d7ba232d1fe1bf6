import { describe, expect, it } from '../../../../test/support/runner.js';
import { CRITERIA, GROUP_CODES, shapesOf, sourceOf, type CriterionSource } from './criteria.js';
import { newLine } from './edit-grid.js';
import { shapeOf, type LineShape } from './grid.js';

describe('the criteria', () => {
  it.each<[string, LineShape[]]>([
    ['resident', ['flat']],
    ['income', ['bands', 'unit']],
    ['same_commune', ['bonus']],
    ['vulnerability', ['flat', 'range']],
    ['eye_colour', []],
    ['toString', []],
  ])('%s can stand in a grid as %j', (code, shapes) => expect(shapesOf(code)).toEqual(shapes));

  it.each<[string, CriterionSource]>([
    ['adoption', 'question'],
    ['income', 'dossier'],
    ['seniority', 'history'],
    ['vulnerability', 'expert'],
    ['eye_colour', 'expert'],
    ['toString', 'expert'],
  ])('%s is known by: %s', (code, source) => expect(sourceOf(code)).toBe(source));

  it('each shape that a criterion can have begins as a line of that shape', () => {
    for (const code of Object.keys(CRITERIA))
      for (const shape of shapesOf(code)) expect([code, shapeOf(newLine(shape, code)!)]).toEqual([code, shape]);
    for (const code of GROUP_CODES) expect(newLine('group', code)).toEqual({ group: code, options: [] });
    expect(newLine('flat', 'income')).toBeNull();
  });
});
