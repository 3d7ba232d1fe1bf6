import { Injectable } from '@nestjs/common';
import { addDays, dayOf, instantAt, minutesUntil, type Day } from '../../foundation/kernel/time.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OwnHeldHours } from '../appointments/index.js';
import { NotedContacts } from '../triage/index.js';
import { missionOfContact, type DoneHere } from './domain/done-here.js';

/** What the actor itself did in the guichet, with a duration that somebody noted or booked. No duration is guessed. */
@Injectable()
export class OwnActs {
  constructor(
    private readonly contacts: NotedContacts,
    private readonly held: OwnHeldHours,
  ) {}

  async listDone(actor: Actor, monday: Day): Promise<DoneHere[]> {
    const [since, before] = [instantAt(monday), instantAt(addDays(monday, 7))];
    const [contacts, held] = await Promise.all([
      this.contacts.listOwn(actor, since, before),
      this.held.listOwn(actor, since, before),
    ]);
    return [
      ...contacts.map(({ at, subject, minutes }) => ({
        kind: 'contact' as const,
        day: dayOf(at),
        mission: missionOfContact(subject),
        minutes,
      })),
      ...held.map(({ kind, startsAt, endsAt }) => ({
        kind,
        day: dayOf(startsAt),
        mission: kind === 'appointment' ? ('single_desk' as const) : ('families' as const),
        minutes: minutesUntil(startsAt, endsAt),
      })),
    ];
  }
}
