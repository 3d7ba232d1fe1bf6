import { Module } from '@nestjs/common';
import { Opening } from '../../foundation/platform/opening/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { Demonstration } from '../../foundation/platform/settings/index.js';
import { LegalTexts } from './legal-texts.js';
import { openingPages } from './staff-pages.js';
import { DayOfOpening } from './web/day-of-opening.js';
import { LegalTextsController } from './web/legal-texts.controller.js';
import { OpeningController } from './web/opening.controller.js';

/** What is missing before families come, and the pages that mend what belongs to no other room. */
@Module({ controllers: [OpeningController, LegalTextsController], providers: [LegalTexts, DayOfOpening] })
export class OpeningPagesModule {
  constructor(navigation: Navigation, opening: Opening, demonstration: Demonstration) {
    opening.asked.join('opening says that invented data are there', () =>
      demonstration.isInvented
        ? [{ kind: 'demonstration', group: 'demonstration', mender: 'operator', href: null }]
        : [],
    );
    navigation.add(...openingPages(() => !opening.hasOpened));
  }
}
