import { describe, expect, it } from 'vitest';
import { receivedSteps } from './family-spans.js';
import { standingsOf, type HistoryLine } from './request-timeline.js';

const line = (at: string, action: string, to: string, arrival?: string): HistoryLine => ({
  requestId: 'r',
  dossierId: action === 'submit' ? 'arrival' : 'known',
  at: `2026-11-${at}T10:00:00.000Z`,
  action,
  to,
  communeCode: '71306',
  wantedFrom: null,
  facts: arrival === undefined ? null : { arrival },
});
const received = (...history: HistoryLine[]): number => receivedSteps(standingsOf(history)).length;

describe('a request that arrives for a known family', () => {
  it.each<[string, HistoryLine[], number]>([
    ['any other request', [line('01', 'submit', 'submitted')], 1],
    ['is nobody’s while nobody has judged it', [line('01', 'submit', 'submitted', 'waits')], 0],
    [
      'and when it was the known child’s',
      [line('01', 'submit', 'submitted', 'waits'), line('03', 'join', 'withdrawn')],
      0,
    ],
    [
      'is a child of the family once it was taken in',
      [line('01', 'submit', 'submitted', 'waits'), line('03', 'amend', 'submitted', 'taken')],
      1,
    ],
    [
      'and nobody’s again when that was taken back',
      [
        line('01', 'submit', 'submitted', 'waits'),
        line('03', 'amend', 'submitted', 'taken'),
        line('04', 'amend', 'submitted', 'back'),
      ],
      0,
    ],
    [
      'is another family’s once the desk has said so',
      [line('01', 'submit', 'submitted', 'waits'), line('03', 'amend', 'submitted', 'own')],
      1,
    ],
  ])('%s', (_case, history, expected) => expect(received(...history)).toBe(expected));
});
