import { Module } from '@nestjs/common';
import { AccountsModule, RolePlaces } from '../../../territory/accounts/index.js';
import { CalendarModule } from '../../../territory/calendar/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { TerritoryModule } from '../../../territory/territory/index.js';
import { Opening } from '../../../foundation/platform/opening/index.js';
import { bodyLacks } from '../domain/body-lacks.js';
import { Bodies } from './bodies.js';
import { BodyChanges } from './body-changes.js';
import { BodyRules } from './body-rules.js';
import { BodyUses } from './body-uses.js';
import { ElectedCommunes } from './elected-communes.js';
import { GuaranteeSettings } from './guarantee-settings.js';
import { InsertionPlaces } from './insertion-places.js';
import { MemberCalendars } from './member-calendars.js';
import { MemberWays } from './member-ways.js';
import { BodyChangesPresenter } from './web/body-changes.presenter.js';
import { GuaranteeController } from './web/guarantee.controller.js';
import { GuaranteePresenter } from './web/guarantee.presenter.js';
import { MemberCalendarsController } from './web/member-calendars.controller.js';
import { RulesController } from './web/rules.controller.js';
import { SittingRulesPresenter } from './web/sitting-rules.presenter.js';
import { Sentences } from './web/sentences.js';

/** The bodies that sit: their members, their rules, and when the members are not available. */
@Module({
  imports: [AccountsModule, CalendarModule, SupplyModule, TerritoryModule],
  controllers: [GuaranteeController, MemberCalendarsController, RulesController],
  providers: [
    Bodies,
    BodyChanges,
    BodyChangesPresenter,
    BodyRules,
    BodyUses,
    ElectedCommunes,
    GuaranteePresenter,
    GuaranteeSettings,
    InsertionPlaces,
    MemberCalendars,
    MemberWays,
    SittingRulesPresenter,
    Sentences,
  ],
  exports: [
    Bodies,
    BodyChanges,
    BodyChangesPresenter,
    BodyRules,
    BodyUses,
    ElectedCommunes,
    InsertionPlaces,
    MemberWays,
    SittingRulesPresenter,
    Sentences,
  ],
})
export class BodiesModule {
  constructor(places: RolePlaces, bodies: Bodies, opening: Opening) {
    opening.asked.join('commission says which bodies cannot sit', async (from) =>
      bodyLacks(await bodies.listKnown(from)),
    );
    places.known.join('commission_member', 'commission names the bodies', () => bodies.listBodies());
  }
}
