import { DossierModule, Drafts, keepsOfFamily, tellsDesk } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { TriageModule } from '../triage/index.js';
import { ReferralNights } from './jobs.js';
import { PARTNER_CODE, PARTNER_LINK } from './message-kinds.js';
import { PartnerDoors } from './partner-doors.js';
import { PartnerMessages } from './partner-messages.js';
import { Partners } from './partners.js';
import { Referral, ReferralPartner, ReferralPartnerLink } from './persistence/referrals.entities.js';
import { ReferralActs } from './referral-acts.js';
import { ReferralCounts } from './referral-figures.js';
import { ReferralIntake } from './referral-intake.js';
import { ReferralReading } from './referral-reading.js';
import { mayLinkReferral } from './referrals.policy.js';
import { REFERRAL_PAGES } from './staff-pages.js';
import { DayOfReferrals } from './web/day-of-referrals.js';
import { ReferralFiguresPages } from './web/figures.pages.js';
import { PartnerController } from './web/partner.controller.js';
import { PartnersPages } from './web/partners.pages.js';
import { ReferralWords } from './web/referral-words.js';
import { DeskReferral, LedToRequest } from './web/referral.pages.js';
import { DeskReferrals } from './web/referrals.pages.js';

/** Orientations: families that the PMI, maternity wards, CCAS and France Travail send, whom the desk calls. */
export const referrals = feature('referrals', {
  uses: [DossierModule, TerritoryModule, TriageModule],
  tables: [ReferralPartner, ReferralPartnerLink, Referral],
  services: [],
  own: [
    Partners,
    PartnerDoors,
    PartnerMessages,
    ReferralIntake,
    ReferralActs,
    ReferralReading,
    ReferralCounts,
    ReferralNights,
    ReferralWords,
    DayOfReferrals,
  ],
  pages: [DeskReferrals, DeskReferral, LedToRequest, PartnersPages, ReferralFiguresPages, PartnerController],
  sends: [PARTNER_LINK, PARTNER_CODE],
  joins: [
    join([Navigation], (navigation) => navigation.add(...REFERRAL_PAGES)),
    join([Drafts, ReferralActs], ({ sent }, acts) =>
      sent.join('referrals ends with the dossier that was begun from it', (...deposit) => acts.noteDeposit(...deposit)),
    ),
    keepsOfFamily(
      'referrals keeps a number of each family that was sent',
      [ReferralActs, ReferralReading],
      (...it) => ({
        forget: (tx, requestIds) => it[0].forgetFamily(tx, requestIds),
        exported: { name: 'referrals', read: (requestIds) => it[1].listOfAll(requestIds) },
      }),
    ),
    tellsDesk('referrals tells who sent the family', [ReferralReading], (reading) => ({
      may: mayLinkReferral,
      read: (requestIds) => reading.listNotices(requestIds),
    })),
  ],
});
