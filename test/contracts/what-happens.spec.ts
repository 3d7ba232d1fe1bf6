import { readFileSync, writeFileSync } from 'node:fs';
import { ModulesContainer } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import { Hooks, NamedHooks } from '../../src/foundation/kernel/hooks.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { reminderAt } from '../../src/places/placement/domain/offer-deadline.js';
import { Offers } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { recordAct } from '../support/recorded-acts.js';

/** WRITE_DOCS=1 writes the page anew. */
const PAGE = 'docs/what-happens.md';
const SECTION = 'ma-71306:babies';
const [BIRTH, ENTRY] = ['2027-02-01', '2027-09-01'];
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

const dayFields = (day: Day): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { dateDay: date, dateMonth: month, dateYear: year };
};

describe('docs/what-happens.md', () => {
  let test: TestApp;
  const parts: string[] = [];
  const families: Family[] = [];

  const openedBy = async ({ dossierId }: Family): Promise<Browser> => {
    const access = test.app.get(FamilyAccess);
    const link = `/suivre/${await test.app.get(UnitOfWork).run((tx) => access.giveLink(tx, { dossierId }))}`;
    const browser = new Browser(test.app);
    await browser.get(link);
    await browser.post(link, dayFields(BIRTH));
    return browser;
  };
  const offerUrl = async ({ requestId }: Family): Promise<string> =>
    `/mon-dossier/offres/${(await test.app.get(Offers).openOfferOf(test.app.get(Reader), requestId))!.id}`;
  const runJobs = (): Promise<number> => test.app.get(SqlQueueDriver).runDue();

  const numbered = (all: readonly string[]): string => all.map((line, index) => `${index + 1}. ${line}`).join('\n');
  /** Records an act, then the jobs that it planned for at once. */
  const tell = async (title: string, entry: string, act: () => Promise<unknown>): Promise<void> => {
    await runJobs();
    const lines = await recordAct(act);
    const later = await recordAct(runJobs);
    expect(lines.length).toBeGreaterThan(3);
    parts.push(`## ${title}\n\n${entry}\n\n${numbered(lines)}`);
    if (later.length > 0) parts.push(`Then, by jobs:\n\n${numbered(later)}`);
  };

  beforeAll(async () => {
    test = await startApp('sqlite');
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await seedCommissions(test.app);
    await givePlaces(test.app, SECTION, 3);
    for (let index = 1; index <= 4; index += 1) {
      families.push(
        await anOrientedRequest(test.app, {
          requestedAt: `2026-01-0${index}T08:00:00.000Z`,
          child: {
            birthDate: BIRTH,
            need: { ...aChild().need, wantedFrom: ENTRY, week: { mon: { start: '08:00', end: '18:00' } } },
          },
        }),
      );
    }
    const { id } = await planSession(test.app, { day: aThursday(test.app, 30), entryFrom: ENTRY, room: 'Salle 1' });
    for (const { requestId } of families) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    await keepAllAndClose(test.app, id);
  });
  afterAll(() => test.close());

  it('lists who joins in at which moment', () => {
    const hooks = [...test.app.get(ModulesContainer).values()]
      .flatMap(({ providers }) => [...providers.values()])
      .flatMap(({ instance }) => (instance && typeof instance === 'object' ? Object.values(instance as object) : []))
      .filter((value) => value instanceof Hooks || value instanceof NamedHooks);
    const listed = [...new Set(hooks)].map(
      ({ moment, deeds }) =>
        `**${moment[0]!.toUpperCase()}${moment.slice(1)}**\n\n${deeds.map((one) => `- ${one}`).join('\n')}`,
    );
    expect(listed.length).toBeGreaterThan(10);
    parts.push(`## Who joins in, and when\n\n${listed.sort().join('\n\n')}`);
  });

  it('tells what a family that accepts sets going', async () => {
    const [family] = families;
    const browser = await openedBy(family!);
    const url = await offerUrl(family!);
    await browser.get(url);
    await tell(
      'A family accepts an offer',
      '`POST /mon-dossier/offres/:id/accepter` → `FamilyOffers.acceptOffer` → `Offers.acceptOffer`. Not shown: a place it moves ' +
        'from, a part of its week only, better wishes it keeps.',
      () => browser.post(`${url}/accepter`),
    );
  });

  it('tells what a family that declines sets going', async () => {
    const [, family] = families;
    const browser = await openedBy(family!);
    const url = await offerUrl(family!);
    await browser.get(url);
    await tell(
      'A family declines an offer and goes on waiting',
      '`POST /mon-dossier/offres/:id/refuser` → `FamilyOffers.declineOffer` → `Offers.declineOffer`. ' +
        'The seats go to the next in rank, by a job.',
      () => browser.post(`${url}/refuser`, { reason: 'distance', choice: 'wait' }),
    );
  });

  it('tells what happens when nobody answers', async () => {
    const [, , family] = families;
    const offers = test.app.get(Offers);
    const open = async () => (await offers.openOfferOf(test.app.get(Reader), family!.requestId))!;
    const { id, deadline } = await open();
    clockOf(test.app).travelTo(reminderAt(deadline));
    await runJobs();
    clockOf(test.app).travelTo((await open()).effectiveDeadline);
    const lines = await recordAct(() => test.app.get(UnitOfWork).run((tx) => offers.expireIfDue(tx, id)));
    expect(lines.length).toBeGreaterThan(3);
    const why =
      'Its job `offer.expire` runs at the deadline, later once a reminder was handed over, and ends nothing without one ' +
      '(`Offers.expireIfDue`); who answers later is told that it has expired.';
    parts.push(`## Nobody answers an offer\n\n${why}\n\n${numbered(lines)}`);
  });

  it('is what the code does', () => {
    const page = [
      '# What happens, in order',
      'This page is written by `test/contracts/what-happens.spec.ts` from the running code (SQLite), and the test fails ' +
        'when it is not so any more: `WRITE_DOCS=1 npm test -- test/contracts/what-happens` writes it anew. Rows are ' +
        'named by their tables; what stands in bold is a moment at which others join in ([hooks](../src/foundation/kernel/hooks.ts)), ' +
        'in the same transaction; a statement is told whether or not it finds a row. ' +
        'The jobs of the figures and of the carriers are planned, and not told further.',
      ...parts,
    ].join('\n\n');
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(PAGE, `${page}\n`);
    expect(readFileSync(PAGE, 'utf8')).toBe(`${page}\n`);
  });
});
