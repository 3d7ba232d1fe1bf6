import { describe, expect, it } from '../../../../../test/support/runner.js';
import { joinBackLink } from './back-link.js';

const CRUMBS = [
  { href: '/menu', text: 'Menu' },
  { href: '/rapport/familles', text: 'Les familles' },
];
const link = (href: string, text: string): string => `\n<a href="${href}" class="govuk-back-link">${text}</a>\n`;
const joined = (html: string): unknown => joinBackLink(CRUMBS, html, 'Retour');

describe('a link back to a page of the breadcrumb', () => {
  it('is left out, and gives the name and the filters that it knew', () => {
    expect(joined(link('/rapport/familles?statut=a&amp;page=2', 'L&#39;été'))).toEqual({
      crumbs: [CRUMBS[0], { href: '/rapport/familles?statut=a&page=2', text: "L'été" }],
      before: '',
    });
  });

  it('leads back to a list as it was left', () => {
    expect(joined(link('/menu/retour?de=7', 'Toutes les demandes'))).toEqual({
      crumbs: [{ href: '/menu/retour?de=7', text: 'Toutes les demandes' }, CRUMBS[1]],
      before: '',
    });
  });

  it('gives no name when it does not say where it leads', () => {
    expect(joined(link('/rapport/familles', 'Retour'))).toEqual({ crumbs: CRUMBS, before: '' });
  });

  it.each(['', link('/ailleurs', 'Retour'), `${link('/menu', 'Menu')}<p>Autre chose</p>`, '<button>Retour</button>'])(
    'stays when it leads elsewhere, or is not alone: %s',
    (html) => expect(joined(html)).toEqual({ crumbs: CRUMBS, before: html.trim() }),
  );
});
