import nunjucks from 'nunjucks';
import { plainText } from './field-labels.js';

export interface Crumb {
  readonly href: string;
  readonly text: string;
}

const BACK_LINK = /^<a href="([^"]*)" class="govuk-back-link">([^<]*)<\/a>$/;

/** An address that leads back to a list as it was left, with its filters: `/rpe/retour`. */
const WAY_BACK = '/retour';

/** A text that Nunjucks already takes for HTML stays HTML. */
export const trimmed = (text: string | nunjucks.runtime.SafeString): string | nunjucks.runtime.SafeString =>
  text instanceof nunjucks.runtime.SafeString ? new nunjucks.runtime.SafeString(String(text).trim()) : text.trim();

/**
 * A link back to a page that the breadcrumb shows says the same twice. It is left out, and the breadcrumb takes what it
 * said better: the name of that very page, the filters of a list.
 * @param html what a view shows before its content
 * @param unsaid the text of a link that does not say where it leads
 */
export function joinBackLink(
  crumbs: readonly Crumb[],
  html: string | nunjucks.runtime.SafeString,
  unsaid: string,
): { readonly crumbs: readonly Crumb[]; readonly before: string | nunjucks.runtime.SafeString } {
  const before = trimmed(html);
  const [, link = '', said = ''] = BACK_LINK.exec(String(before)) ?? [];
  const [href, text] = [plainText(link), plainText(said)];
  const path = href.split('?')[0]!;
  const isShown = ({ href: shown }: Crumb): boolean => path === shown || path === `${shown}${WAY_BACK}`;
  if (!crumbs.some(isShown)) return { crumbs, before };
  return {
    crumbs: crumbs.map((crumb) => (isShown(crumb) ? { href, text: text === unsaid ? crumb.text : text } : crumb)),
    before: '',
  };
}
