import { addDays } from '../../../src/foundation/kernel/time.js';
import { SLOTS, WEEKDAYS, maskToSlots } from '../../../src/foundation/kernel/week-schedule.js';
import { OpeningTimes } from '../../../src/offer/supply/opening-times.js';
import { OpeningHours, Provider } from '../../../src/offer/supply/persistence/supply.entities.js';
import { ProviderClosure } from '../../../src/offer/supply/provider-closure.js';
import { Sections } from '../../../src/offer/supply/sections.js';
import { COORDINATOR } from '../placement-world.js';
import type { Command } from './commands.js';
import { daysOf, SECTIONS } from './sections.js';
import type { PlacementDrill } from './world.js';

const SECTION_IDS = Object.keys(SECTIONS);
const DAY = { start: '07:00', end: '19:00' };

type OfferCommand = Extract<
  Command,
  { do: 'shut' | 'unshut' | 'hours' | 'dropHours' | 'ages' | 'addSection' | 'sectionPlaces' }
>;

/** What a coordinator changes of the offer itself, while children hold places and are offered others. */
export async function changeOffer(
  world: PlacementDrill,
  command: OfferCommand,
  establishments: readonly string[],
): Promise<void> {
  const { app, reader } = world;
  const section = SECTION_IDS[command.nth % SECTION_IDS.length]!;
  const whole = 'whole' in command ? command.whole : true;
  const providerId = whole ? establishments[command.nth % establishments.length]! : section.split(':')[0]!;
  const sectionId = whole ? null : section;
  const from = addDays(world.today, 'when' in command ? command.when * 3 : 0);
  const versionOf = async (id: string): Promise<number> => (await reader.findOne(Provider, { id }))!.version;
  const version = await versionOf(providerId);
  switch (command.do) {
    case 'shut':
      return app
        .get(ProviderClosure)
        .close(COORDINATOR, providerId, version, { sectionId, from, reason: 'works', confirmed: command.confirmed });
    case 'unshut':
      return app.get(ProviderClosure).reopen(COORDINATOR, providerId, version, { sectionId, from, reason: 'again' });
    case 'hours': {
      const open = new Set(maskToSlots(daysOf(command.days)).map((slot) => slot.slice(0, 3)));
      const week = Object.fromEntries(WEEKDAYS.filter((day) => open.has(day)).map((day) => [day, DAY]));
      const to = command.until === null ? null : addDays(from, command.until);
      return app.get(OpeningTimes).setHours(COORDINATOR, providerId, version, { from, to, week });
    }
    case 'dropHours': {
      const [hours] = await reader.find(OpeningHours, { where: { providerId }, order: { from: 'DESC' } });
      return app.get(OpeningTimes).dropHours(COORDINATOR, providerId, version, hours?.id ?? '');
    }
    case 'ages': {
      const wanted = { name: null, ageFromMonths: command.months, ageToMonths: command.months + 24 };
      return app
        .get(Sections)
        .changeSection(COORDINATOR, section, await versionOf(section.split(':')[0]!), from, wanted);
    }
    case 'addSection': {
      const seats = Object.fromEntries(SLOTS.slice(0, 10).map((slot) => [slot, 1]));
      const wanted = { ageGroup: 'babies', name: null, from, seats, ageFromMonths: 2, ageToMonths: 15 } as const;
      return app.get(Sections).addSection(COORDINATOR, providerId, version, wanted);
    }
    case 'sectionPlaces': {
      const seats = Object.fromEntries(SLOTS.slice(0, 10).map((slot) => [slot, command.places]));
      const seen = await versionOf(section.split(':')[0]!);
      return app.get(Sections).changePlaces(COORDINATOR, section, seen, from, seats);
    }
  }
}
