import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { SessionCalendar } from '../../src/commissions/commission/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { planSession, seedCommissions } from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';

describe.each(DATABASES)('the year of all bodies (%s)', (kind) => {
  let test: TestApp;
  const yearOf = async (name: string, year: string): Promise<string[][]> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[name]!.email, PASSWORD);
    const { html } = await browser.get(`/commissions/annee?annee=${year}`);
    return [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
      [...row!.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => textOf(cell!).trim()),
    );
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await planSession(test.app, { day: '2027-03-02' });
    await planSession(test.app, { day: '2027-03-04', bodyId: 'intercommunale', room: 'Sanvignes', time: '09:30' });
    const cancelled = await planSession(test.app, { day: '2027-06-01' });
    await planSession(test.app, { day: '2028-03-07' });
    await test.app.get(SessionCalendar).cancelSession(SYSTEM, cancelled.id, 'event');
  });
  afterAll(() => test.close());

  it('shows each body’s sessions month by month beside the public holidays, without other years and what is cancelled', async () => {
    const [head, ...months] = await yearOf('coordinator', '2027');
    expect(head).toEqual([
      'Mois',
      'Commission d’admission de Montceau-les-Mines',
      'Commission intercommunale du bassin sud',
      'Jours fériés',
      'Vacances scolaires',
    ]);
    expect(months).toHaveLength(12);
    expect(months[2]).toEqual([
      'mars 2027',
      'mardi 2 14 h, Mairie de Montceau',
      'jeudi 4 9 h 30, Sanvignes',
      'lundi 29, lundi de Pâques',
      '',
    ]);
    expect(months[0]).toEqual(['janvier 2027', '', '', 'vendredi 1er, Jour de l’an', '']);
    expect(months[5]).toEqual(['juin 2027', '', '', '', '']);
  });

  it('a member sees the bodies that concern them; a year that is none is this one', async () => {
    expect((await yearOf('member', '2027'))[0]).toEqual([
      'Mois',
      'Commission d’admission de Montceau-les-Mines',
      'Jours fériés',
      'Vacances scolaires',
    ]);
    expect((await yearOf('coordinator', 'bientôt'))[1]![0]).toBe('janvier 2026');
  });
});
