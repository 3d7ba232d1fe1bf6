import { sentencesIn, UNSENT_PARAMETER, type KeptForm } from '../unsent-forms/index.js';
import { withParameter } from './same-page.js';

/** The pages on which people find what is kept of theirs. */
export const RESUME_PAGES = { staff: '/personnel/reprise', family: '/mon-dossier/reprise' } as const;

/**
 * The model of `platform/unsent-forms.njk`: what was sent after a session had ended, as its sender sees it again.
 * @param resume the address of that page
 */
export function unsentModel(resume: string, forms: readonly KeptForm[]): Record<string, unknown> {
  return {
    unsent: forms.map(({ id, sentAt, url, page, fields }) => ({
      sentAt,
      page,
      address: url.split('?')[0],
      action: withParameter(url, UNSENT_PARAMETER, id),
      fields: fields.map(([name, value]) => ({ name, value })),
      rows: fields.map(([name, value]) => ({ key: name, value })),
      sentences: sentencesIn(fields),
      dropHref: `${resume}/${id}/abandonner`,
    })),
  };
}
