import { describe, expect, it } from '../../../../test/support/runner.js';
import { isOverdue, judgeDecision, namesOneOf, type DecidedWords } from './cellule-decisions.js';

const TODAY = '2026-11-29';
const decided = (words: Partial<DecidedWords>): DecidedWords => ({
  kind: 'childminder',
  note: null,
  dueOn: TODAY,
  ...words,
});

describe('a decision of the cellule', () => {
  it.each<[string, Partial<DecidedWords>, string | undefined]>([
    ['due today, without a note', {}, undefined],
    ['due yesterday', { dueOn: '2026-11-28' }, 'cellule.past'],
    ['another one, which says nothing', { kind: 'other' }, 'cellule.saysNothing'],
    ['another one, said', { kind: 'other', note: 'Appeler la mairie' }, undefined],
    ['with a name in it', { note: 'Rappeler Mme Martin' }, 'cellule.named'],
  ])('%s: %s', (_, words, code) => {
    expect(judgeDecision(decided(words), TODAY, (text) => text.includes('Martin'))?.code).toBe(code);
  });

  it.each([
    ['done', '2026-11-01', false],
    ['not_done', '2026-11-01', false],
    [null, '2026-11-28', true],
    [null, TODAY, false],
  ] as const)('%s, due %s: overdue %s', (outcome, dueOn, expected) =>
    expect(isOverdue({ outcome, dueOn }, TODAY)).toBe(expected),
  );
});

describe('a name in a text', () => {
  const lower = (name: string): string => name.toLowerCase();
  it.each([
    ['Rappeler madame Martin', ['Martin'], true],
    ['rappeler MARTIN', ['Martin'], true],
    ['Famille Martin-Duval', ['Duval'], true],
    ['Martinière', ['Martin'], false],
    ['Le multi-accueil', ['Le Goff'], false],
    ['Rappeler M. Goff', ['Le Goff'], true],
    ['Rappeler', [null, ''], false],
    ['', ['Martin'], false],
  ])('%j among %j: %s', (text, names, expected) => expect(namesOneOf(text, names, lower)).toBe(expected));
});
