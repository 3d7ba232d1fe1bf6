import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DossierIntake } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { aChild, aForm, wishFor } from '../support/forms.js';
import { parsed, textOf, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const HOME = '/personnel';

interface Shown {
  readonly part: string;
  readonly text: string;
  readonly href: string;
  readonly source: string;
}

/** The lines of the page, each with the part in which it stands, as a person meets them. */
function linesOf(page: Page): Shown[] {
  return [...parsed(page.source).querySelectorAll('table')].flatMap((table) =>
    [...table.querySelectorAll('tbody tr')].map((row) => {
      const first = row.querySelector('th a')!;
      return {
        part: textOf(table.querySelector('caption')!.outerHTML),
        text: textOf(row.outerHTML),
        href: first.getAttribute('href')!,
        source: row.outerHTML,
      };
    }),
  );
}

/** The number with which a sentence begins; one thing where it names it. */
function numberIn(text: string): number {
  const number = /^(?:plus de )?([\d\s  ]+)/.exec(text)?.[1];
  return number ? Number(number.replace(/\D/g, '')) : 1;
}

describe.each(DATABASES)('the day of a member of staff (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  const people = new Map<string, Browser>();

  const as = async (who: string): Promise<Browser> => {
    const known = people.get(who) ?? (await signedIn(test.app, who));
    people.set(who, known);
    return known;
  };
  const homeOf = async (who: string): Promise<Page> => (await as(who)).opens(HOME);
  const at = (day: string): void => clockOf(test.app).travelTo(`${day}T08:00:00.000Z`);
  let deposits = 0;
  const deposit = async (firstName: string, urgentFrom?: string): Promise<string> => {
    const base = aForm();
    const phone = `06115500${String(deposits++).padStart(2, '0')}`;
    const child = aChild({ firstName, surname: `Famille${firstName}`, wishes: [wishFor('ma-71306')] });
    const urgent = { ...child.need, kind: 'emergency' as const, urgentReason: 'job' as const, wantedDate: urgentFrom };
    const form = {
      ...base,
      adults: [{ ...base.adults[0]!, surname: `Famille${firstName}`, phone, email: `${firstName}@x.fr` }],
      children: [urgentFrom ? { ...child, need: urgent } : child],
    };
    const intake = await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(DossierIntake)
          .submitForm(tx, { kind: 'client', clientId: 'test', name: 'test' }, form as never, { origin: 'parent' }),
      );
    return intake.children[0]!.requestId;
  };
  /** How many things the list at an address holds, read page after page. */
  const countAt = async (who: string, address: string): Promise<number> => {
    const browser = await as(who);
    let count = 0;
    for (let href: string | undefined = address; href;) {
      const page: Page = await browser.opens(href);
      expect(page.status).toBe(200);
      count += [...parsed(page.source).querySelectorAll('[data-row]')].length;
      href = page.links.find(({ text }) => text === 'Demandes suivantes')?.href;
    }
    return count;
  };

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    await seedCommissions(test.app);
    // A Monday: two are late on the Friday, one is due today, five later in the week.
    at('2026-11-16');
    await deposit('Ancien');
    await deposit('Marius');
    at('2026-11-20');
    await deposit('Jour');
    at('2026-11-21');
    for (const name of ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq']) await deposit(name);
    at('2026-11-23');
  });
  afterAll(() => test.close());

  it('says what is late, due today and due this week, by the day that is stored', async () => {
    const today = '2026-11-23';
    const rows = (await reader.find(ChildRequest)).filter(({ nextActOwner }) => nextActOwner === 'desk');
    const late = rows.filter(({ nextActDue }) => nextActDue! < today).length;
    const due = rows.filter(({ nextActDue }) => nextActDue === today).length;
    const week = rows.filter(({ nextActDue }) => nextActDue! > today && nextActDue! <= '2026-11-29').length;
    expect([late, due, week]).toEqual([2, 1, 5]);
    const page = await homeOf('agent');
    expect(page.text).toContain('Aujourd’hui lundi 23 novembre 2026');
    expect(page.text).toContain('2 en retard 1 à faire avant ce soir 5 d’ici à dimanche');
    const lines = linesOf(page);
    expect(lines.map(({ part }) => part)).toEqual(['En retard', 'En retard', 'Avant ce soir', 'Cette semaine']);
    expect(lines[0]!.text).toContain('FamilleAncien');
    expect(lines[0]!.text).toContain('Nouvelle demande');
    expect(lines[2]!.text).toContain('aujourd’hui');
    expect(lines[3]!.text).toContain('5 demandes à prendre en charge');
  });

  it('leads to lists that hold as many as it says', async () => {
    const page = await homeOf('agent');
    for (const { text, href } of linesOf(page).filter(({ href }) => href.startsWith('/rpe?')))
      expect({ text, count: await countAt('agent', href) }).toEqual({ text, count: numberIn(text) });
    for (const { text, href } of page.links.filter(({ href }) => href.startsWith('/rpe?owner') || href === '/rpe'))
      if (/^\d/.test(text))
        expect({ text, count: await countAt('agent', href) }).toEqual({ text, count: numberIn(text) });
  });

  it('does the act where it stands', async () => {
    const agent = await as('agent');
    const page = await agent.opens(HOME);
    const pressed = await agent.presses(page.button('Prendre en charge la demande'));
    expect(pressed.status).toBe(200);
    expect((await homeOf('agent')).text).toContain('1 en retard');
  });

  it('shows nothing of a desk to those of another, and tells the journal whom it named', async () => {
    expect((await homeOf('otherAgent')).text).toContain('Rien ne vous attend d’ici à dimanche.');
    for (const who of ['otherAgent', 'director', 'coordinator', 'member', 'administrator', 'auditor'])
      expect((await homeOf(who)).source).not.toContain('FamilleAncien');
    const read = (await reader.find(AuditEvent, { where: { action: 'list.read', subjectKind: 'today' } })).at(-1);
    expect(read).toBeDefined();
  });
});
