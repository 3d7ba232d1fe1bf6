import { Module, type OnModuleInit } from '@nestjs/common';
import { partsOf } from '../../foundation/kernel/reference.js';
import { AccountsModule } from '../../territory/accounts/index.js';
import { Forgetting, isOpen, RequestMoves, TransferRequests, DossierModule } from '../../dossier/dossier/index.js';
import { Outbox } from '../../foundation/platform/outbox/index.js';
import { JobHandlers } from '../../foundation/platform/queue/index.js';
import { YearlyTables } from '../../foundation/platform/yearly-tables/index.js';
import {
  Capacities,
  PlaceReservations,
  Promises,
  ProviderClosure,
  Supply,
  SupplyModule,
} from '../../offer/supply/index.js';
import { AskedChanges } from './asked-changes.js';
import { BirthsOfPlacedChildren } from './births-of-placed-children.js';
import { CoveredDays } from './covered-days.js';
import { ChildSeats } from './child-seats.js';
import { DaysChanges } from './days-changes.js';
import { EndedPregnancies } from './ended-pregnancies.js';
import { PlacementForgetting } from './forgetting.js';
import { FamilyOwners } from './family-owners.js';
import { FirstCalls } from './first-calls.js';
import { GivenUpPlaces } from './given-up-places.js';
import { Occupancy } from './occupancy.js';
import { OfferFigures } from './offer-figures.js';
import { OfferNotes } from './offer-notes.js';
import { OfferNotices } from './offer-notices.js';
import { SaidNoes } from './said-noes.js';
import { OfferReminders } from './offer-reminders.js';
import { HoursToCome } from './hours-to-come.js';
import { KeptPlaces } from './kept-places.js';
import { OfferEnds } from './offer-ends.js';
import { Offers } from './offers.js';
import { PathMoves } from './path-moves.js';
import { PartEnds } from './part-ends.js';
import { Paths } from './paths.js';
import { PlacementChanges } from './placement-changes.js';
import { PlacementEnds } from './placement-ends.js';
import { OFFER_JOBS, PLACEMENT_END, SOLUTION_END } from './placement-jobs.js';
import { PresentChildren } from './present-children.js';
import { PresentPlans } from './present-plans.js';
import { PresentRetention } from './present-retention.js';
import { PlaceWords } from './place-words.js';
import { Placements } from './placements.js';
import { listPromised } from './promised-places.js';
import { SCALE_ENDS_BEFORE } from './domain/price-estimate.js';
import { holdsOrOffersPlace } from './place-holding.js';
import { ReservedChildren } from './reserved-children.js';
import { ReservedUnits } from './reserved-units.js';
import { ReservedRoom } from './reserved-room.js';
import { SectionJoins } from './section-joins.js';
import { SeatPlaces } from './seat-places.js';
import { Seats } from './seats.js';
import { SolutionLines } from './solution-lines.js';
import { SolutionChanges } from './solution-changes.js';
import { Solutions } from './solutions.js';
import { StartAgreements } from './start-agreements.js';
import { TemporaryPlaces } from './temporary-places.js';
import { Transfers } from './transfers.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { PLACEMENT_MESSAGES } from './message-kinds.js';

const SERVICES = [
  AskedChanges,
  HoursToCome,
  KeptPlaces,
  FamilyOwners,
  ReservedChildren,
  ReservedUnits,
  Paths,
  SeatPlaces,
  Seats,
  ChildSeats,
  TemporaryPlaces,
  Occupancy,
  OfferEnds,
  FirstCalls,
  Offers,
  OfferReminders,
  Placements,
  SectionJoins,
  PlacementEnds,
  PlacementChanges,
  DaysChanges,
  PathMoves,
  CoveredDays,
  Solutions,
  SolutionChanges,
  Transfers,
  OfferNotes,
  PlaceWords,
  StartAgreements,
  GivenUpPlaces,
  EndedPregnancies,
  PresentPlans,
  PresentChildren,
];

@Module({
  imports: [AccountsModule, SupplyModule, DossierModule],
  providers: [
    ...SERVICES,
    BirthsOfPlacedChildren,
    PartEnds,
    SolutionLines,
    OfferNotices,
    SaidNoes,
    OfferFigures,
    PlacementForgetting,
    PresentRetention,
    ReservedRoom,
  ],
  exports: SERVICES,
})
export class PlacementModule implements OnModuleInit {
  constructor(
    private readonly offers: Offers,
    private readonly reminders: OfferReminders,
    private readonly ends: PlacementEnds,
    private readonly seatPlaces: SeatPlaces,
    private readonly moves: RequestMoves,
    private readonly handlers: JobHandlers,
    private readonly outbox: Outbox,
    private readonly capacities: Capacities,
    private readonly supply: Supply,
    private readonly promises: Promises,
    private readonly closure: ProviderClosure,
    private readonly reservations: PlaceReservations,
    private readonly room: ReservedRoom,
    private readonly forgetting: Forgetting,
    private readonly transfers: TransferRequests,
    private readonly births: BirthsOfPlacedChildren,
    private readonly solutionChanges: SolutionChanges,
    private readonly kinds: MessageKinds,
    private readonly yearly: YearlyTables,
  ) {}

  onModuleInit(): void {
    this.kinds.register(...PLACEMENT_MESSAGES);
    this.handlers.register({
      type: OFFER_JOBS.remind,
      handle: (tx, { offerId }) => this.reminders.remindFamily(tx, offerId),
    });
    this.handlers.register({
      type: OFFER_JOBS.expire,
      handle: (tx, { offerId }) => this.offers.expireIfDue(tx, offerId),
    });
    this.handlers.register({
      type: OFFER_JOBS.alert,
      handle: (tx, { offerId }) => this.reminders.alertDesk(tx, offerId),
    });
    this.handlers.register({
      type: PLACEMENT_END,
      handle: (tx, { placementId }) => this.ends.endIfOver(tx, placementId),
    });
    this.handlers.register({
      type: SOLUTION_END,
      handle: (tx, { solutionId, choice }) => this.solutionChanges.endIfOver(tx, solutionId, choice),
    });
    this.outbox.handedOver.join('offer-reminder', 'placement writes that the family was reminded', (tx, offerId, at) =>
      this.reminders.recordReminder(tx, offerId, at),
    );
    for (const kind of ['offer', 'offer-reminder'])
      this.outbox.printed.join(kind, 'placement says the deadline as it is by then', (from, offerId, letter, at) =>
        this.reminders.rewordLetter(from, offerId, letter, at),
      );
    this.outbox.failed.join('placement knows that a reminder was lost', async (tx, { about }) => {
      const of = partsOf(about);
      if (of?.what === 'offer-reminder') await this.reminders.reminderLost(tx, of.id);
    });
    this.capacities.changed.join('placement makes the ledger of seats follow, or refuses', (tx, change) =>
      this.room.keepingRoom(tx, change, () =>
        this.seatPlaces.setPlaces(tx, change.sectionId, change.from, change.seats, change.to),
      ),
    );
    this.reservations.changed.join('placement refuses what is promised to others', (tx, sectionId, from) =>
      this.room.assertRoom(tx, sectionId, from),
    );
    this.closure.closed.join('placement leaves closed sections the seats that are held, and no other', (tx, ids, day) =>
      this.seatPlaces.closeSections(tx, ids, day),
    );
    this.promises.asked.join(
      'placement names the places held, the places offered and the agreements',
      (from, id, day) =>
        listPromised(
          from,
          id,
          this.supply.sectionsOf(id).map((section) => section.id),
          day,
        ),
    );
    this.yearly.asked.join('placement says how far its scale of prices goes', () => ({
      endsBefore: SCALE_ENDS_BEFORE,
      words: { none: 'priceScale.ended', ended: 'priceScale.ended', ending: 'priceScale.ending' },
      href: null,
    }));
    this.forgetting.placeHolders.join('placement looks for a place held or offered', holdsOrOffersPlace);
    this.moves.moved.join(
      'placement folds a transfer in, follows a birth, and withdraws the offers of requests that ended',
      async (tx, moves) => {
        for (const { action, request, to } of moves) {
          if (action === 'recordBirth') await this.births.followBirth(tx, request);
          if (action === 'noShow' || action === 'unratify' || action === 'giveUp')
            await this.transfers.foldIn(tx, request.id);
          // Accepting and declining already end the offer; the other moves have to end it here.
          if (!isOpen(to) && action !== 'accept' && action !== 'decline')
            await this.offers.withdrawOpen(tx, request.id);
        }
      },
    );
  }
}
