import { Availabilities } from '../../src/places/childminders/availabilities.js';
import { ChildminderRecords } from '../../src/places/childminders/childminder-records.js';
import type { FreePlaces } from '../../src/places/childminders/domain/availability.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { slotsToMask, maskToSlots, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { Supply } from '../../src/offer/supply/index.js';
import { outboxOf } from './kept.js';
import { linkOf } from './links.js';
import { AGENT } from './placement-world.js';

type App = Parameters<typeof outboxOf>[0];

/** So many free places on each half-day from Monday to Friday. */
export const everyHalfDay = (places: number): FreePlaces =>
  Object.fromEntries(maskToSlots(slotsToMask(SLOTS.slice(0, 10))).map((slot) => [slot, places]));

/** A childminder of Montceau with a record, two free places on each half-day and a link by mail. */
export async function aChildminder(
  app: App,
  name: string,
  { free = everyHalfDay(2), agedPlaces = [], communeCode = '71306', agreementTo = null } = {} as {
    free?: FreePlaces;
    agedPlaces?: readonly { fromMonths: number; toMonths: number; places: number }[];
    communeCode?: string;
    agreementTo?: string | null;
  },
): Promise<string> {
  const records = app.get(ChildminderRecords);
  const today = app.get(Clock).today();
  const id = await records.createChildminder(AGENT, {
    kind: 'childminder',
    name,
    communeCode,
    mamId: null,
    authorisedCapacity: 3,
    address: null,
    phone: '0611223344',
    email: `${name.toLowerCase().replace(/\W/g, '.')}@exemple.fr`,
    webPage: null,
    establishmentKind: null,
    manager: null,
    funding: null,
    hourlyCents: null,
    agreedBands: null,
    avip: false,
  });
  await records.changeFacts(AGENT, id, app.get(Supply).provider(id)!.version, {
    agedPlaces,
    agreementFrom: null,
    agreementTo,
    birthYear: null,
    toldOn: today,
    shownContacts: [],
    channel: 'email',
  });
  await app.get(Availabilities).say(AGENT, id, { free, freeFrom: today }, '');
  return id;
}

/** The address of her page, as the latest message to her has it. */
export async function pageOfMinder(app: App, id: string): Promise<string> {
  const messages = await outboxOf(app, { opens: `childminder:${id}` });
  return (await linkOf(app, messages.at(-1)!)).pathname;
}
