import { Module } from '@nestjs/common';
import { savedViews } from '../saved-views/index.js';
import { Territory, TerritoryModule, TerritoryUses } from '../territory/index.js';
import { Opening } from '../../foundation/platform/opening/index.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { agentLacks, proposalLacks } from './agent-lacks.js';
import { ApiClientAccounts } from './api-client-accounts.js';
import { ApiClients } from './api-clients.js';
import { KnownBrowsers } from './known-browsers.js';
import { Passwords } from './passwords.js';
import { accountIdOf, countOpenProposals, findGrants, findStaffNames } from './read-accounts.js';
import { SessionFigures } from './session-figures.js';
import { SessionSearches } from './session-searches.js';
import { SignInAlarms } from './sign-in-alarms.js';
import { SignInTries } from './sign-in-tries.js';
import { StaffAccounts } from './staff-accounts.js';
import { StaffMessages } from './staff-messages.js';
import { StaffSessions } from './staff-sessions.js';
import { RoleChanges } from './role-changes.js';
import { RoleHistory } from './role-history.js';
import { RolePlaces } from './role-places.js';
import { RoleUses } from './role-uses.js';
import { IdentityCheck } from './identity-check.js';
import { CodeSignIns } from './second-factor/code-sign-ins.js';
import { CodeTries } from './second-factor/code-tries.js';
import { HalfSignIns } from './second-factor/half-sign-ins.js';
import { PaperCodes } from './second-factor/paper-codes.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { CodeController } from './second-factor/web/code.controller.js';
import { SessionStarts } from './session-starts.js';
import {
  FACTOR_RESET,
  FORGOTTEN_PASSWORD,
  INVITED,
  NEW_PASSWORD,
  PASSWORD_CHANGED,
  SIGN_IN_CHANGED,
  READING_STOPPED,
  READING_UNANSWERED,
  RIGHTS_ASKED,
  RIGHTS_REVIEW,
  SIGN_IN_FAILURES,
} from './message-kinds.js';
import { PasskeyChallenges } from './passkeys/passkey-challenges.js';
import { Passkeys } from './passkeys/passkeys.js';
import { PasskeysController } from './passkeys/web/passkeys.controller.js';
import { ProConnectProvider } from './proconnect/proconnect-provider.js';
import { ProConnectSignIns } from './proconnect/proconnect-sign-ins.js';
import { ProConnectStarts } from './proconnect/proconnect-starts.js';
import { StaffIdentities } from './proconnect/staff-identities.js';
import { OwnProConnectController } from './proconnect/web/own-proconnect.controller.js';
import { ProConnectController } from './proconnect/web/proconnect.controller.js';
import { ReadingConfirmations } from './reading-confirmations.js';
import { ACCOUNT_PAGES } from './staff-pages.js';
import { DayOfAccounts } from './web/day-of-accounts.js';
import { FoundAccounts } from './web/found-accounts.js';
import { ReadingsController } from './web/readings.controller.js';
import { AccountLinks } from './account-links.js';
import { PasswordThreads } from './password-threads.js';
import { OwnPasswords } from './own-passwords.js';
import { OwnSessions } from './own-sessions.js';
import { SessionUse } from './session-use.js';
import { PasswordsController } from './web/passwords.controller.js';
import { RightsController } from './web/rights.controller.js';
import { RightsReviews } from './rights-reviews.js';
import { SignInChanges } from './sign-in-changes.js';
import { StaffGrants } from './staff-grants.js';
import { ProofController } from './web/proof.controller.js';
import { OwnSignInController } from './web/own-sign-in.controller.js';
import { ProposalsController } from './web/proposals.controller.js';
import { AccountProposals } from './account-proposals.js';
import { OwnSignIn } from './own-sign-in.js';
import { AccountListController } from './web/account-list.controller.js';
import { AccountListPresenter } from './web/account-list.presenter.js';
import { AccountsController } from './web/accounts.controller.js';
import { ApiClientsController } from './web/api-clients.controller.js';
import { AccountsPresenter } from './web/accounts.presenter.js';
import { RoleChangesPresenter } from './web/role-changes.presenter.js';
import { SessionController } from './web/session.controller.js';
import { SignInController } from './web/sign-in.controller.js';

@Module({
  imports: [TerritoryModule, savedViews.module],
  controllers: [
    SignInController,
    SessionController,
    CodeController,
    PasskeysController,
    ProConnectController,
    OwnProConnectController,
    OwnSignInController,
    PasswordsController,
    ProofController,
    RightsController,
    ProposalsController,
    AccountListController,
    AccountsController,
    ApiClientsController,
    ReadingsController,
  ],
  providers: [
    SignInTries,
    SignInAlarms,
    Passwords,
    IdentityCheck,
    PasskeyChallenges,
    Passkeys,
    ProConnectProvider,
    ProConnectStarts,
    ProConnectSignIns,
    StaffIdentities,
    ReadingConfirmations,
    KnownBrowsers,
    HalfSignIns,
    CodeTries,
    PaperCodes,
    SecondFactors,
    SessionStarts,
    CodeSignIns,
    OwnSignIn,
    SignInChanges,
    StaffGrants,
    RightsReviews,
    AccountLinks,
    PasswordThreads,
    OwnPasswords,
    OwnSessions,
    SessionUse,
    AccountProposals,
    StaffSessions,
    SessionFigures,
    SessionSearches,
    StaffAccounts,
    RoleChanges,
    RoleChangesPresenter,
    RoleHistory,
    RolePlaces,
    RoleUses,
    AccountsPresenter,
    AccountListPresenter,
    DayOfAccounts,
    FoundAccounts,
    StaffMessages,
    ApiClients,
    ApiClientAccounts,
  ],
  exports: [CodeSignIns, SecondFactors, StaffSessions, SessionSearches, StaffMessages, RolePlaces, RoleUses],
})
export class AccountsModule {
  constructor(
    navigation: Navigation,
    opening: Opening,
    territory: Territory,
    uses: TerritoryUses,
    kinds: MessageKinds,
  ) {
    kinds.register(
      READING_STOPPED,
      READING_UNANSWERED,
      SIGN_IN_FAILURES,
      FACTOR_RESET,
      INVITED,
      NEW_PASSWORD,
      FORGOTTEN_PASSWORD,
      PASSWORD_CHANGED,
      SIGN_IN_CHANGED,
      RIGHTS_ASKED,
      RIGHTS_REVIEW,
    );
    navigation.add(...ACCOUNT_PAGES);
    uses.asked.join('accounts counts who signs in for the desks', async (from, { deskIds }) => ({
      agents: (await findGrants(from)).filter(({ deskId }) => deskId && deskIds.includes(deskId)).length,
    }));
    uses.named.join('accounts names who changed it', async (from, refs) => {
      const names = await findStaffNames(from, refs);
      return new Map(refs.flatMap((ref) => [[ref, names.get(accountIdOf(ref) ?? '') ?? '']] as const));
    });
    opening.asked.join('accounts says at which desks nobody works', async (from) => [
      ...agentLacks(territory.desks(), await findGrants(from)),
      ...proposalLacks(await countOpenProposals(from)),
    ]);
  }
}
