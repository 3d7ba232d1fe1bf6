/**
 * Presses everything of a sudden closure, one press after another, with the settings of its environment. What was
 * pressed is read from the database, so that a program that was killed goes on where it stopped. Prints a line when it
 * begins, after each press, and at the end. `prepare` places the children first.
 */
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/app.module.js';
import { readConfig } from '../../dist/foundation/config/index.js';
import { ClosureProposals } from '../../dist/commissions/crisis/closure-proposals.js';
import { Closures } from '../../dist/commissions/crisis/closures.js';
import { Neighbours } from '../../dist/commissions/crisis/neighbours.js';
import {
  ClosureNeighbour,
  ClosureProposal,
  SuddenClosure,
  TemporaryOffer,
} from '../../dist/commissions/crisis/persistence/crisis.entities.js';
import { TemporaryOffers } from '../../dist/commissions/crisis/temporary-offers.js';
import {
  DossierIntake,
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  EMPTY_NEED,
  RequestMoves,
  TriageActs,
} from '../../dist/dossier/dossier/index.js';
import { Clock } from '../../dist/foundation/kernel/clock.js';
import { addDays, addMonths } from '../../dist/foundation/kernel/time.js';
import { slotsToMask, SLOTS } from '../../dist/foundation/kernel/week-schedule.js';
import { Offers } from '../../dist/places/placement/index.js';
import { SeatPlaces } from '../../dist/places/placement/seat-places.js';
import { Reader, UnitOfWork } from '../../dist/foundation/platform/database/index.js';
import { Capacity, Provider, Section } from '../../dist/offer/supply/persistence/supply.entities.js';
import { Supply } from '../../dist/offer/supply/index.js';
import { depositBody } from './server.js';

const HOME = 'ma-71306';
const CHILDREN = 60;
const NEIGHBOURS = 12;
/** Less than are needed, so that some children find no place. */
const LENT = 4;

const app = await NestFactory.createApplicationContext(AppModule.with(readConfig('tool')), { logger: false });
const [reader, unitOfWork, clock] = [app.get(Reader), app.get(UnitOfWork), app.get(Clock)];
const director = (establishmentId) => ({
  kind: 'staff',
  accountId: 'drill',
  name: 'Drill',
  grants: [{ role: 'eaje_director', establishmentId }],
});
const AGENT = { kind: 'staff', accountId: 'agent', name: 'Agent', grants: [{ role: 'rpe_agent', deskId: 'rpe' }] };
const FROM = addDays(clock.today(), 1);
const WEEK = slotsToMask(SLOTS.slice(0, 10));

async function givePlaces(sectionId, places) {
  const seats = Object.fromEntries(SLOTS.slice(0, 10).map((slot) => [slot, places]));
  await unitOfWork.run(async (tx) => {
    await tx.update(Capacity, { sectionId }, { seats });
    await app.get(SeatPlaces).setPlaces(tx, sectionId, clock.today(), seats);
  });
}

async function prepare() {
  // One more than the territory has, so that twelve can be asked.
  await unitOfWork.run(async (tx) => {
    const model = await tx.findOne(Provider, { id: 'ma-71040' });
    const section = await tx.findOne(Section, { id: 'ma-71040:babies' });
    const capacity = await tx.findOne(Capacity, { sectionId: 'ma-71040:babies' });
    await tx.insert(Provider, { ...model, id: 'ma-drill', name: 'Multi-accueil de plus' });
    await tx.insert(Section, { ...section, id: 'ma-drill:babies', providerId: 'ma-drill' });
    await tx.insert(Capacity, { ...capacity, id: 'drill', sectionId: 'ma-drill:babies' });
  });
  await app.get(Supply).reload();
  for (const provider of app.get(Supply).establishments()) {
    const [first] = app.get(Supply).sectionsOf(provider.id);
    await givePlaces(first.id, provider.id === HOME ? CHILDREN : LENT);
  }
  const [home] = app.get(Supply).sectionsOf(HOME);
  for (let seed = 1; seed <= CHILDREN; seed += 1) {
    const body = depositBody(seed);
    const form = formOf(body);
    await unitOfWork.run(async (tx) => {
      const { dossierId, children } = await app
        .get(DossierIntake)
        .submitForm(tx, { kind: 'import', accountId: null }, form, { origin: 'counter' });
      const { requestId } = children[0];
      await app.get(RequestMoves).move(tx, AGENT, requestId, 'takeUp');
      await app.get(TriageActs).orientRequest(tx, AGENT, requestId, ['commission']);
      await app.get(RequestMoves).move(tx, AGENT, requestId, 'list');
      const session = { kind: 'session', sessionId: 'session', accountId: 'coordinator' };
      const offer = await app
        .get(Offers)
        .makeOffer(tx, session, 'admit', {
          requestId,
          dossierId,
          sectionId: home.id,
          from: FROM,
          to: addDays(FROM, 200),
          slots: WEEK,
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
        });
      await app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId, draftId: null }, offer.id);
    });
  }
}

function formOf({ adults: [adult], children: [child], consents }) {
  const need = { ...EMPTY_NEED, ...child.need, weeksPerYear: 46, acceptsShorterWeek: false };
  const birthDate = addMonths(clock.today(), -8);
  return {
    ...EMPTY_FORM,
    adults: [{ ...EMPTY_ADULT, ...adult }],
    children: [{ ...EMPTY_CHILD, ...child, birthDate, multipleBirth: false, adaptationNeed: false, need }],
    consents,
  };
}

/** One press; false once there is nothing left to press. */
async function press() {
  const [closure] = await reader.find(SuddenClosure);
  const led = director(HOME);
  if (!closure) {
    await app.get(Closures).declareClosure(led, {
      providerId: HOME,
      sectionIds: app
        .get(Supply)
        .sectionsOf(HOME)
        .map(({ id }) => id),
      from: FROM,
      returnOn: addDays(FROM, 21),
      reason: 'premises',
      answerHours: 24,
    });
    return true;
  }
  const { id, version } = closure;
  const where = { closureId: id };
  if (closure.state === 'draft') return (await app.get(Closures).tellFamilies(led, id, version), true);
  if (closure.state === 'cancelled') return false;
  const neighbours = await reader.find(ClosureNeighbour, { where });
  if (neighbours.length === 0) {
    const all = app.get(Neighbours).listCandidates(closure);
    await app.get(Neighbours).askNeighbours(
      led,
      id,
      version,
      all.slice(0, NEIGHBOURS).map((one) => one.id),
    );
    return true;
  }
  const asked = neighbours.find(({ state }) => state === 'asked');
  if (asked) {
    const [first] = app.get(Supply).sectionsOf(asked.providerId);
    await app.get(Neighbours).answer(director(asked.providerId), id, asked.providerId, { [first.id]: LENT });
    return true;
  }
  if ((await reader.count(ClosureProposal, where)) === 0)
    return (await app.get(ClosureProposals).compute(led, id, version), true);
  const offers = await reader.find(TemporaryOffer, { where });
  if (offers.some(({ state }) => state === 'proposed'))
    return (await app.get(TemporaryOffers).sendAll(led, id, version), true);
  const index = offers.findIndex(({ state }) => state === 'sent');
  if (index >= 0) {
    const { id: offerId, dossierId } = offers[index];
    const family = { kind: 'family', dossierId, draftId: null };
    await app.get(TemporaryOffers).answerAsFamily(family, offerId, index % 4 === 3 ? 'other_way' : 'accepted');
    return true;
  }
  const days = [14, 28].map((after) => addDays(FROM, after));
  const next = closure.returnOn === addDays(FROM, 21) ? days[0] : closure.returnOn === days[0] ? days[1] : null;
  if (next) await app.get(Closures).changeReturn(led, id, version, next);
  else await app.get(Closures).cancelClosure(led, id, version);
  return true;
}

if (process.argv[2] === 'prepare') await prepare();
else {
  process.stdout.write('begins\n');
  while (await press()) process.stdout.write('pressed\n');
}
await app.close();
process.stdout.write('done\n');
