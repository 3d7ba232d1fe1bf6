import { pageLinks, type PageLinks } from '../../../../foundation/platform/web/index.js';
import type { ExplainedOutcome } from '../../domain/case-explanation.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import type { Candidacy } from '../../persistence/commission.entities.js';
import type { SessionQueries, Sitting } from '../session-queries.js';
import { queryOf, type CaseQuery } from './case-filter.js';

/** Cases on one page: as many as a room reads together. */
const CASES_SHOWN = 50;

export interface CasePage {
  readonly cases: readonly Candidacy[];
  readonly explained: ExplainedOutcome | undefined;
  readonly pages: PageLinks;
}

/** @param asked the page in the address; the nearest existing page is shown */
export async function casePage(
  { prepared }: Sitting,
  cases: readonly CaseLine[],
  asked: CaseQuery,
  path: string,
  details: SessionQueries['readDetails'],
): Promise<CasePage> {
  const count = Math.max(1, Math.ceil(cases.length / CASES_SHOWN));
  const page = Math.min(count, Math.max(1, Math.trunc(Number(asked.page)) || 1));
  const shown = cases.slice((page - 1) * CASES_SHOWN, page * CASES_SHOWN);
  const pages = pageLinks(page, count, (number) => `${path}${queryOf({ ...asked, page: String(number) })}`);
  return {
    cases: await details(shown),
    explained: prepared?.now.explained(shown.map(({ dossierId }) => dossierId)),
    pages,
  };
}
