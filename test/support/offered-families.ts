import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ChildForm, DossierForm } from '../../src/dossier/dossier/index.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { startApp, type DatabaseKind, type TestApp } from './app.js';
import type { Browser } from './browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from './commission.js';
import { aChild } from './forms.js';
import { voteGrid } from './grids.js';
import { openOfferTo, placeOf } from './kept.js';
import { dayFields, type Page } from './page.js';
import { familyOf, signedIn } from './people.js';

export type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
export const MONTCEAU = 'ma-71306';
export const BABIES = `${MONTCEAU}:babies`;
export const TODDLERS = `${MONTCEAU}:toddlers`;
/** The first day of every place that is offered. */
export const ENTRY: Day = '2027-09-01';
const BIRTH: Day = '2027-02-01';
const MORNING = '2026-11-24T08:00:00.000Z';

/**
 * Families to whom a session has just offered places of the babies' section of Montceau. The grid in force counts what
 * becomes of offers.
 */
export class OfferedFamilies {
  private constructor(private readonly test: TestApp) {}

  static async open(kind: DatabaseKind): Promise<OfferedFamilies> {
    const test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, `${MONTCEAU}:older`, 0);
    await voteGrid(test.app, (grid) => ({
      ...grid,
      items: [
        ...grid.items,
        { code: 'offer_refused', points: -20 },
        { code: 'unanswered_offers', perUnit: -5, cap: null },
      ],
    }));
    return new OfferedFamilies(test);
  }

  close(): Promise<void> {
    return this.test.close();
  }

  get app(): NestFastifyApplication {
    return this.test.app;
  }

  /** The same morning again, with every seat of the babies free and nothing planned. */
  async startAnew(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, TODDLERS, 0);
  }

  itIs(moment: string): void {
    clockOf(this.app).travelTo(moment);
  }

  /** Families in the order of their requests, the first so many of whom are offered a place. */
  async offered(
    places: number,
    count: number,
    form: Partial<DossierForm> = {},
    child: Partial<ChildForm> = {},
  ): Promise<Family[]> {
    await givePlaces(this.app, BABIES, places);
    const week = { mon: { start: '08:00', end: '18:00' } };
    const families: Family[] = [];
    for (let index = 0; index < count; index += 1) {
      families.push(
        await anOrientedRequest(this.app, {
          form,
          requestedAt: `2026-01-0${index + 1}T08:00:00.000Z`,
          child: { birthDate: BIRTH, need: { ...aChild().need, wantedFrom: ENTRY, week }, ...child },
        }),
      );
    }
    await keepAllAndClose(this.app, await this.aSessionOpenFor(families));
    return families;
  }

  async aFamilyThatIsOffered(form: Partial<DossierForm> = {}): Promise<Family> {
    return (await this.offered(1, 1, form))[0]!;
  }

  async twoFamiliesForOnePlace(): Promise<{ offered: Family; next: Family }> {
    const [offered, next] = await this.offered(1, 2);
    return { offered: offered!, next: next! };
  }

  async aFamilyThatAccepted(): Promise<Family> {
    const family = await this.aFamilyThatIsOffered();
    await this.accepts(family);
    return family;
  }

  /** A session that has these requests before it and sits. @returns its id */
  async aSessionOpenFor(families: readonly Family[]): Promise<string> {
    const day = await aFreeThursday(this.app);
    const { id } = await planSession(this.app, { day, entryFrom: ENTRY });
    for (const { requestId } of families) await listFor(this.app, requestId, id);
    await openSession(this.app, id);
    return id;
  }

  /** The family before its own dossier. */
  familyOf(family: Family, language = 'fr', birth = BIRTH): Promise<Browser> {
    return familyOf(this.app, family, birth, language);
  }

  async offerPage({ requestId }: Family): Promise<string> {
    return `/mon-dossier/offres/${(await openOfferTo(this.app, requestId)).id}`;
  }

  /** The family accepts on its own page. @returns the address of its offer */
  async accepts(family: Family): Promise<string> {
    const url = await this.offerPage(family);
    const browser = await this.familyOf(family);
    await browser.presses((await browser.opens(url)).button('J’accepte cette place'));
    return url;
  }

  /** The director of Montceau before the page of the child of a family. */
  async directorBefore({ requestId }: Family): Promise<{ director: Browser; child: Page }> {
    const director = await signedIn(this.app, 'director');
    const { id } = await placeOf(this.app, requestId);
    return { director, child: await director.opens(`/eaje/${MONTCEAU}/accueils/${id}`) };
  }

  /** The director plans that the child changes to the toddlers' section. @returns the page of the child */
  async aChangeOfSectionIsPlanned(family: Family, day: Day): Promise<{ director: Browser; child: Page }> {
    const { director, child } = await this.directorBefore(family);
    await director.presses(child.form('/section'), { sectionId: TODDLERS, ...dayFields('change', day) });
    return { director, child: await director.opens(child.url) };
  }
}
