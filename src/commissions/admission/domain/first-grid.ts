import type { CriteriaGrid } from './grid.js';

/**
 * The grid of a territory that has none: no criterion, because the council chooses each. Care begins months after a
 * session, so the activity of the parents is judged on the day on which it begins until the council says otherwise
 * (decision 0048).
 */
export const FIRST_GRID: CriteriaGrid = {
  id: 'criteria',
  source: '',
  items: [],
  tieBreak: ['request_date', 'lot'],
  activityAt: 'careStart',
  assumed: [],
};
