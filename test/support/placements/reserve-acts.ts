import { addDays } from '../../../src/foundation/kernel/time.js';
import { FamilyOwners, ReservedChildren } from '../../../src/places/placement/index.js';
import { ownerKeyOf, PlaceReservations, type PlaceOwner } from '../../../src/offer/supply/index.js';
import { Provider, ReservedPlaces } from '../../../src/offer/supply/persistence/supply.entities.js';
import { COORDINATOR } from '../placement-world.js';
import type { Command } from './commands.js';
import { isHeld, lineIn, unless } from './drilled-rows.js';
import type { Planned } from './acts.js';
import { daysOf, SECTIONS } from './sections.js';
import type { PlacementDrill } from './world.js';

type ReserveCommand = Extract<
  Command,
  { do: 'reserve' | 'changeReserve' | 'endReserve' | 'note' | 'endNote' | 'setOwner' }
>;

const SECTION_IDS = Object.keys(SECTIONS);
/** The families of the drill live in Montceau, and none in Blanzy. */
const OWNERS: readonly PlaceOwner[] = [
  { ownerKind: 'commune', communeCode: '71306', employer: null },
  { ownerKind: 'commune', communeCode: '71040', employer: null },
  { ownerKind: 'employer', communeCode: null, employer: 'Hôpital du Bassin' },
  { ownerKind: 'avip', communeCode: null, employer: null },
];
const ownerOf = (nth: number): PlaceOwner => OWNERS[nth % OWNERS.length]!;

/** Places are reserved, families noted, and children said to hold a reserved seat. */
export function onReserved(world: PlacementDrill, command: ReserveCommand): Planned | null {
  const { app } = world;
  const nobody = { children: new Set<string>(), told: () => [] };
  const owners = app.get(FamilyOwners);
  switch (command.do) {
    case 'reserve':
    case 'changeReserve':
    case 'endReserve':
      return { ...nobody, work: () => reserve(world, command) };
    case 'note': {
      const { dossierId } = world.families[command.family % world.families.length]!;
      const owner = ownerKeyOf(ownerOf(2 + command.owner));
      return {
        ...nobody,
        work: () => world.run((tx) => owners.noteRight(tx, COORDINATOR, { dossierId }, owner, 'The office')),
        told: (after) =>
          unless(
            after.rights.filter((right) => right.dossier_id === dossierId && right.owner === owner && !right.ended_at)
              .length === 1,
            'a right noted, and not once',
          ),
      };
    }
    case 'endNote': {
      const right = world.rows.rights.filter(({ ended_at }) => ended_at === null)[command.nth % 3];
      if (!right) return null;
      return {
        ...nobody,
        work: () => world.run((tx) => owners.endRight(tx, COORDINATOR, right.id).then(() => undefined)),
        told: (after) =>
          unless(
            after.rights.some(({ id, ended_at }) => id === right.id && ended_at !== null),
            'a right ended, and stands',
          ),
      };
    }
    case 'setOwner': {
      const line = world.line(command.nth, isHeld);
      if (!line) return null;
      const owner = command.owner === null ? null : ownerKeyOf(ownerOf(command.owner));
      const providerId = line.section_id.split(':')[0]!;
      return {
        children: new Set([line.child_id]),
        work: () =>
          world.run((tx) =>
            app.get(ReservedChildren).setOwner(tx, COORDINATOR, providerId, line.id, owner, 'The family'),
          ),
        told: (after) => unless(lineIn(after, line.id).reserved_for === owner, `${line.id} is not ${owner}’s`),
      };
    }
  }
}

async function reserve(
  world: PlacementDrill,
  command: Extract<ReserveCommand, { do: 'reserve' | 'changeReserve' | 'endReserve' }>,
): Promise<void> {
  const reservations = world.app.get(PlaceReservations);
  const from = addDays(world.today, command.when);
  const versionOf = async (sectionId: string): Promise<[string, number]> => {
    const id = sectionId.split(':')[0]!;
    return [id, (await world.reader.findOne(Provider, { id }))!.version];
  };
  if (command.do === 'reserve') {
    const sectionId = SECTION_IDS[command.nth % SECTION_IDS.length]!;
    const { weeks, release, places, days, owner } = command;
    const to = weeks === null ? null : addDays(from, weeks * 7);
    const releaseOn = release === null ? null : addDays(world.today, release);
    const wanted = { ...ownerOf(owner), sectionId, from, to, slots: daysOf(days), places };
    return reservations.reservePlaces(COORDINATOR, ...(await versionOf(sectionId)), { ...wanted, releaseOn });
  }
  const rows = await world.reader.find(ReservedPlaces, { order: { from: 'ASC', places: 'ASC', sectionId: 'ASC' } });
  const row = rows[command.nth % Math.max(1, rows.length)];
  const [providerId, version] = await versionOf(row?.sectionId ?? SECTION_IDS[0]!);
  if (command.do === 'endReserve')
    return reservations.endReservation(COORDINATOR, providerId, version, row?.id ?? '', from);
  const { to = null, releaseOn = null } = row ?? {};
  const terms = { to, releaseOn, places: command.places, slots: daysOf(command.days) };
  return reservations.changeReservation(COORDINATOR, providerId, version, row?.id ?? '', from, terms);
}
