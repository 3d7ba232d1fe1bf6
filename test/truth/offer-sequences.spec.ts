import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Offers, Paths } from '../../src/places/placement/index.js';
import { Conflict, DomainError } from '../../src/foundation/kernel/refusal.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { everyDay, slotsOfSchedule } from '../../src/foundation/kernel/week-schedule.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Provider } from '../../src/offer/supply/persistence/supply.entities.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { DESK } from '../support/commission.js';
import { signedIn } from '../support/people.js';
import { SESSION } from '../support/placement-world.js';
import {
  ACTORS,
  AT,
  formOf,
  OFFER_EXAMPLES,
  offerSteps,
  type OfferAct,
  type OfferStep,
} from '../support/placements/offer-forms.js';
import { promisesBroken, readOffer } from '../support/placements/offer-oracle.js';
import { PlacementDrill } from '../support/placements/world.js';
import { STAFF } from '../support/seed.js';

/** The same few each time, or as many others as asked for. */
const ASKED = process.env['SEQUENCES'];
const SEED = Number(process.env['SEED'] ?? 1913);
const FEW = { sqlite: 6, postgres: 2 };
const FROM = '2026-11-25';
const WHOLE_WEEK = everyDay({ start: '07:00', end: '19:00' });

describe.each(DATABASES)('whatever people change of the offer (%s)', (kind) => {
  let world: PlacementDrill;
  let coordinator: string;
  const browsers = new Map<string, Browser>();
  const accepted = new Map<string, number>();
  const refused = new Map<string, number>();
  const counted = (counts: Map<string, number>, name: string): void =>
    void counts.set(name, (counts.get(name) ?? 0) + 1);

  beforeAll(async () => {
    world = await PlacementDrill.open(kind);
    await world.begin({ from: FROM, prelude: 'nothing' });
    for (const name of ACTORS) browsers.set(name, await signedIn(world.app, name));
    coordinator = (await world.reader.findOne(StaffAccount, { email: STAFF['coordinator']!.email }))!.id;
  });
  afterAll(() => world.close());

  /** A place is offered to a family, and accepted when its number is even. A refusal is an answer too. */
  async function offers({ family, when, weeks }: Extract<OfferAct, { do: 'offer' }>): Promise<void> {
    const { requestId, dossierId, need, birth } = world.families[family]!;
    const from = addDays(world.today, when);
    // Who offers a place judges the age, and the hours of its first day.
    const supply = world.app.get(Supply);
    // One family asks for the first section of its age, the next for the second where there is one.
    const sections = supply.sectionsForChild(AT, birth, from);
    const section = sections[family % Math.max(1, sections.length)]?.id;
    const slots = need & slotsOfSchedule(WHOLE_WEEK, supply.openingOf(AT, from));
    if (!section || slots === 0) return;
    const last = addDays(from, weeks * 7);
    try {
      await world.run(async (tx) => {
        if (world.rows.requests.find(({ id }) => id === requestId)?.state === 'oriented')
          await world.app.get(RequestMoves).move(tx, DESK, requestId, 'list');
        const offer = await world.app
          .get(Offers)
          .makeOffer(tx, SESSION, 'admit', {
            requestId,
            dossierId,
            sectionId: section,
            from,
            ...world.app.get(Paths).planStay(section, birth, from, last),
            slots,
            coversNeed: true,
            reofferAllowed: false,
            days: 10,
          });
        if (family % 2 === 0)
          await world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId, draftId: null }, offer.id);
      });
      counted(accepted, 'offer');
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof Conflict)) throw error;
      counted(refused, 'offer');
    }
  }

  async function does({ by, act }: OfferStep): Promise<string[]> {
    if (act.do === 'offer') {
      await offers(act);
      return promisesBroken(await readOffer(world.reader), world.today, coordinator);
    }
    const before = await readOffer(world.reader);
    const { version } = (await world.reader.findOne(Provider, { id: AT }))!;
    const form = formOf(act, before, version, world.today);
    if (!form) return [];
    const who = ACTORS[by]!;
    const { status } = await browsers.get(who)!.post(form.url, form.fields as Record<string, string>);
    const after = await readOffer(world.reader);
    const second = /-2\b/.test(`${form.url} ${String(form.fields['section'])}`) ? ' of a second section' : '';
    counted(status === 200 ? accepted : refused, `${act.do}${second}${status === 200 ? '' : ` ${status}`}`);
    const wrong = promisesBroken(after, world.today, coordinator);
    const may = form.may.includes(who);
    if (may !== [200, 409, 422].includes(status)) wrong.push(`${who} sent ${act.do}: ${status}`);
    if (status !== 200 && JSON.stringify(before) !== JSON.stringify(after))
      wrong.push(`${act.do} was refused, and written`);
    return wrong;
  }

  it('no promise loses its seat, its hours or its age, unless the coordinator confirmed it with a reason', async () => {
    try {
      await fc.assert(
        fc.asyncProperty(offerSteps, async (steps) => {
          expect(await world.begin({ from: FROM, prelude: 'nothing' })).toEqual([]);
          for (const step of steps) expect(await does(step)).toEqual([]);
        }),
        { numRuns: Number(ASKED ?? FEW[kind]), seed: SEED, examples: OFFER_EXAMPLES },
      );
    } finally {
      if (ASKED)
        process.stdout.write(
          `${kind}: done ${JSON.stringify(Object.fromEntries(accepted))}\nrefused ${JSON.stringify(Object.fromEntries(refused))}\n`,
        );
    }
  }, 3_600_000);
});
