import type { INestApplicationContext } from '@nestjs/common';
import {
  answeredAlike,
  CHILD_QUESTIONS,
  DossierIntake,
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  EMPTY_NEED,
  RequestMoves,
  TriageActs,
  type DossierForm,
  type Track,
} from '../../../dossier/dossier/index.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, instantAt, type Day } from '../../../foundation/kernel/time.js';
import { slotsOfSchedule, WEEKDAYS, type WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import {
  findHeldPlacements,
  GivenUpPlaces,
  Offers,
  Paths,
  PlacementEnds,
  Solutions,
} from '../../../places/placement/index.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { CAPACITY_FROM, OpeningDays, Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { Enquiries } from '../../../first-desk/triage/index.js';
import type { DemoClock } from '../demo-clock.js';
import { pastContacts, pastFamilies, type PastEnding, type PastFamily } from './past-families.js';

/** Private micro-crèches, whose directors decide alone: their offers need no session. */
const NURSERIES = ['mc-paje-71222', 'mc-paje-71477'] as const;
const OFFER_DAYS = 10;
const LATEST_LEAVING = 20;
const DAY = { start: '08:00', end: '18:00' };

/** The endings that an offer comes before. */
const WITH_OFFER: readonly PastEnding[] = ['accepted', 'declined', 'expired'];
const nurseryOf = ({ number }: PastFamily): string => NURSERIES[number % NURSERIES.length]!;
const directorOf = (family: PastFamily): Actor => ({
  kind: 'staff',
  accountId: 'demo',
  name: 'Démonstration',
  grants: [{ role: 'eaje_director', establishmentId: nurseryOf(family) }],
});
const weekOf = ({ days }: PastFamily): WeekSchedule =>
  Object.fromEntries(WEEKDAYS.slice(0, days).map((weekday) => [weekday, DAY]));

/** Something that happens on a day. It is done in a unit of its own, so that what is refused leaves nothing. */
interface PastEvent {
  readonly day: Day;
  readonly happen: (tx: Tx) => Promise<void>;
}

/**
 * The year before the demonstration: contacts, and families whose search is over. Each step is the use case that a
 * person presses, with the clock on its day, and what the queue does follows in its order. Nothing of it is left open,
 * and no seat stays held.
 */
export class PastYear {
  private readonly requests = new Map<number, { requestId: Id; dossierId: Id }>();

  constructor(
    private readonly app: INestApplicationContext,
    private readonly clock: DemoClock,
    /** Who works at the desk. */
    private readonly agent: Actor,
  ) {}

  /** @returns how many families */
  async invent(today: Day): Promise<number> {
    const families = pastFamilies(today);
    const events = families.flatMap((family) => this.eventsOf(family, today)).sort((a, b) => (a.day < b.day ? -1 : 1));
    const contacts = pastContacts(today);
    await this.clock.inThePast(instantAt(addDays(events[0]!.day, -1)), async (passTo) => {
      let told = 0;
      for (const { day, happen } of events) {
        for (; told < contacts.length && contacts[told]!.day <= day; told += 1) {
          await passTo(instantAt(contacts[told]!.day, '10:00'));
          const { channel, subject, minutes, commune } = contacts[told]!;
          const communeCode = this.communeCode(commune);
          const contact = { channel, subject, minutes, communeCode, note: null, dossierNumber: null };
          const nobody = { who: null, phone: null, callBackOn: null };
          const answered = { means: 'spoken', answer: null } as const;
          await this.app.get(Enquiries).logEnquiry(this.agent, { ...contact, ...nobody, answered });
        }
        await passTo(instantAt(day, '10:00'));
        await this.happens(happen);
      }
    });
    return families.length;
  }

  /** A nursery that is full offers nothing, and what would have followed does not happen. */
  private async happens(happen: PastEvent['happen']): Promise<void> {
    try {
      await this.app.get(UnitOfWork).run(happen);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  /** The code of one of the communes whose families the agent receives. */
  private communeCode(number: number): string {
    const desk = this.agent.kind === 'staff' ? this.agent.grants[0]!.deskId : undefined;
    const communes = this.app
      .get(Territory)
      .communes()
      .filter(({ firstDeskId }) => firstDeskId === desk);
    return communes[number % communes.length]!.code;
  }

  private eventsOf(family: PastFamily, today: Day): PastEvent[] {
    const { agent } = this;
    const at = (after: number, happen: PastEvent['happen']): PastEvent => ({
      day: addDays(family.depositedOn, after),
      happen,
    });
    const moves = this.app.get(RequestMoves);
    const idOf = (): Id => this.requests.get(family.number)!.requestId;
    const tracks: readonly Track[] = family.ending === 'childminder' ? ['childminder'] : ['commission'];
    const withdraws = (after: number): PastEvent =>
      at(after, async (tx) => void (await moves.move(tx, agent, idOf(), 'withdraw', { reason: 'no_longer_needed' })));
    const begun = [
      at(0, (tx) => this.deposit(tx, family)),
      at(2, async (tx) => void (await moves.move(tx, agent, idOf(), 'takeUp'))),
      at(
        3 + (family.number % 3),
        async (tx) => void (await this.app.get(TriageActs).orientRequest(tx, agent, idOf(), tracks)),
      ),
    ];
    switch (family.ending) {
      case 'childminder':
        return [...begun, at(family.endsAfter, (tx) => this.agree(tx, family))];
      case 'elsewhere':
        return [...begun, { day: family.foundOn, happen: (tx) => this.findElsewhere(tx, family) }];
      case 'withdrawn':
        return [...begun, withdraws(family.endsAfter)];
      case 'lapsed':
        return [
          ...begun,
          at(75, async (tx) => {
            const facts = { unansweredReminders: 2, callsLogged: 1 };
            await moves.move(tx, SYSTEM, idOf(), 'lapse', { facts });
          }),
        ];
      case 'expired':
        return [...begun, at(20, (tx) => this.offer(tx, family)), withdraws(75)];
      case 'declined':
        return [
          ...begun,
          at(20, (tx) => this.offer(tx, family)),
          at(24, (tx) => this.decline(tx, family)),
          { day: family.foundOn, happen: (tx) => this.findElsewhere(tx, family) },
        ];
      case 'accepted': {
        const left = addDays(today, -LATEST_LEAVING - (family.number % 15));
        return [
          ...begun,
          at(20, (tx) => this.offer(tx, family)),
          at(25, (tx) => this.accept(tx, family)),
          { day: left, happen: (tx) => this.leave(tx, family, left) },
        ];
      }
    }
  }

  private async deposit(tx: Tx, family: PastFamily): Promise<void> {
    const actor = this.agent;
    const taken = await this.app.get(DossierIntake).submitForm(tx, actor, this.formOf(family), { origin: 'counter' });
    this.requests.set(family.number, { requestId: taken.children[0]!.requestId, dossierId: taken.dossierId });
  }

  private formOf(family: PastFamily): DossierForm {
    const commune = this.app.get(Territory).commune(this.communeCode(family.commune))!;
    const wishes = WITH_OFFER.includes(family.ending) ? [nurseryOf(family), 'ma-71306'] : ['ma-71306'];
    return {
      ...EMPTY_FORM,
      adults: [
        {
          ...EMPTY_ADULT,
          firstName: family.firstName,
          surname: family.surname,
          // A number that the regulator keeps for fiction, and a domain that nobody can have.
          phone: `06399801${String(family.number).padStart(2, '0')}`,
          email: `famille.${family.number}@marelle.example`,
          addressLine: `${family.number + 1} rue de l’Exemple`,
          postalCode: commune.postalCodes[0]!,
          communeCode: commune.code,
          communeName: commune.name,
          parentalAuthority: true,
          preferredChannel: 'email',
          situation: 'working',
        },
      ],
      household: {
        ...EMPTY_FORM.household,
        loneParent: family.loneParent,
        dependentChildren: 1,
        regime: 'caf',
        custody: 'one_home',
      },
      children: [
        {
          ...EMPTY_CHILD,
          firstName: family.childName,
          surname: family.surname,
          birthDate: family.birthDate,
          ...answeredAlike(CHILD_QUESTIONS, false),
          need: {
            ...EMPTY_NEED,
            kind: 'regular',
            wantedFrom: family.wantedFrom,
            week: weekOf(family),
            weeksPerYear: 46,
            acceptsShorterWeek: false,
          },
          wishes: wishes.map((providerId) => ({ mode: 'establishment', providerId, communeCode: null })),
        },
      ],
      consents: { shareWithProviders: true, reminders: false },
    };
  }

  private async agree(tx: Tx, family: PastFamily): Promise<void> {
    const { requestId } = this.requests.get(family.number)!;
    const solution = this.solutionOf(family, 'childminder');
    await this.app.get(Solutions).recordAgreement(tx, this.agent, requestId, solution, true);
  }

  private async findElsewhere(tx: Tx, family: PastFamily): Promise<void> {
    const { requestId } = this.requests.get(family.number)!;
    const solution = this.solutionOf(family, 'elsewhere');
    await this.app.get(Solutions).reportElsewhere(tx, this.agent, requestId, solution, true);
  }

  private solutionOf(family: PastFamily, kind: 'childminder' | 'elsewhere') {
    return { kind, providerId: null, providerLabel: null, week: weekOf(family), from: family.wantedFrom, to: null };
  }

  private async offer(tx: Tx, family: PastFamily): Promise<void> {
    const [supply, paths] = [this.app.get(Supply), this.app.get(Paths)];
    const { requestId, dossierId } = this.requests.get(family.number)!;
    const wanted = family.wantedFrom > CAPACITY_FROM ? family.wantedFrom : CAPACITY_FROM;
    const [section] = supply.sectionsForChild(nurseryOf(family), family.birthDate, wanted);
    if (!section) throw new DomainError(refuse('admission.age', { from: wanted }));
    const stay = paths.planStay(section.id, family.birthDate, wanted);
    const from = (await this.app.get(OpeningDays).startIn(tx, [section.id]))(section.id, { from: wanted, to: stay.to });
    const slots = slotsOfSchedule(weekOf(family), supply.openingOf(nurseryOf(family), from));
    await this.app
      .get(Offers)
      .makeOffer(
        tx,
        directorOf(family),
        'admitDirectly',
        {
          requestId,
          dossierId,
          sectionId: section.id,
          from,
          ...stay,
          slots,
          coversNeed: true,
          days: OFFER_DAYS,
          reofferAllowed: false,
        },
        { facts: { ownDecision: true } },
      );
  }

  private async accept(tx: Tx, family: PastFamily): Promise<void> {
    const offer = await this.openOffer(tx, family);
    if (offer) await this.app.get(Offers).acceptOffer(tx, this.agent, offer.id, 0);
  }

  private async decline(tx: Tx, family: PastFamily): Promise<void> {
    const offer = await this.openOffer(tx, family);
    const reason = family.number % 2 === 0 ? 'hours' : 'distance';
    if (offer) await this.app.get(Offers).declineOffer(tx, this.agent, offer.id, reason, 'wait', 0);
  }

  private openOffer(tx: Tx, family: PastFamily) {
    return this.app.get(Offers).openOfferOf(tx, this.requests.get(family.number)!.requestId);
  }

  /** Whoever came has left, so that the places of the demonstration are as its data file says. */
  private async leave(tx: Tx, family: PastFamily, day: Day): Promise<void> {
    const [placement] = await findHeldPlacements(tx, [this.requests.get(family.number)!.requestId]);
    if (!placement) await this.findElsewhere(tx, family);
    else if (placement.from <= day)
      await this.app.get(PlacementEnds).recordDeparture(tx, directorOf(family), placement.id, day);
    else
      await this.app
        .get(GivenUpPlaces)
        .giveUp(tx, this.agent, placement.offerId!, { reason: 'moved_away', choice: 'withdraw', saidBy: 0 });
  }
}
