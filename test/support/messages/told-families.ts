import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { In } from 'typeorm';
import {
  AskedProofs,
  Bodies,
  Closing,
  SessionCalendar,
  SessionDecisions,
  type CommissionSession,
} from '../../../src/commissions/commission/index.js';
import { CommissionSession as SessionRow } from '../../../src/commissions/commission/persistence/commission.entities.js';
import { STAFF } from '../seed.js';
import { ClosingStays } from '../../../src/places/closing-stays/closing-stays.js';
import { Introductions } from '../../../src/places/childminders/index.js';
import { ConditionalPlaces } from '../../../src/commissions/commission/closing/conditional-places.js';
import { SessionTasks } from '../../../src/commissions/commission/planning/session-tasks.js';
import { Ratifications } from '../../../src/commissions/commission/sitting/ratifications.js';
import { ClosureProposals } from '../../../src/commissions/crisis/closure-proposals.js';
import { AskedFirstDays } from '../../../src/commissions/asked-first-days/asked-first-days.js';
import { FirstDayAnswers } from '../../../src/commissions/asked-first-days/first-day-answers.js';
import { Closures } from '../../../src/commissions/crisis/closures.js';
import { Neighbours } from '../../../src/commissions/crisis/neighbours.js';
import { TemporaryOffers } from '../../../src/commissions/crisis/temporary-offers.js';
import { DeskQuestions } from '../../../src/commissions/desk-questions/index.js';
import { Births, DossierIntake, RequestMoves, type ChildForm } from '../../../src/dossier/dossier/index.js';
import { RequestActs } from '../../../src/family/family/request-acts.js';
import { Adult, Dossier } from '../../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../../src/foundation/kernel/ids.js';
import { StaffAccounts } from '../../../src/territory/accounts/index.js';
import { AccountLinks } from '../../../src/territory/accounts/account-links.js';
import { RightsReviews } from '../../../src/territory/accounts/rights-reviews.js';
import { SIGN_IN_CHANGED } from '../../../src/territory/accounts/message-kinds.js';
import { SignInChanges } from '../../../src/territory/accounts/sign-in-changes.js';
import { OwnPasswords } from '../../../src/territory/accounts/own-passwords.js';
import { SignInAlarms } from '../../../src/territory/accounts/sign-in-alarms.js';
import { AccountProposals } from '../../../src/territory/accounts/account-proposals.js';
import { findAccountsWith } from '../../../src/territory/accounts/index.js';
import { MessageKinds, MessageTexts } from '../../../src/foundation/platform/outbox/index.js';
import { MessageTextProposals } from '../../../src/territory/wordings/message-text-proposals.js';
import { FigureWatches } from '../../../src/reporting/observatory/figure-watches.js';
import { WatchRound } from '../../../src/reporting/observatory/watch-round.js';
import { jobType } from '../../../src/foundation/kernel/job-type.js';
import { LANGUAGES, type Language } from '../../../src/foundation/kernel/language.js';
import { addDays, addHours, addMonths, dayOf, instantAt, type Day } from '../../../src/foundation/kernel/time.js';
import {
  slotsToMask,
  WEEKDAYS,
  type DayHours,
  type SlotMask,
  type WeekSchedule,
} from '../../../src/foundation/kernel/week-schedule.js';
import {
  DaysChanges,
  GivenUpPlaces,
  OfferReminders,
  Offers,
  PlacementChanges,
  PlacementEnds,
  StartAgreements,
  type NewOffer,
  type Offer,
} from '../../../src/places/placement/index.js';
import { StaffAccount } from '../../../src/territory/accounts/persistence/accounts.entities.js';
import { Config } from '../../../src/foundation/config/index.js';
import { Audit } from '../../../src/foundation/platform/audit/index.js';
import { JournalAnchorMails } from '../../../src/dossier/journal/journal-anchor-mails.js';
import { AuditAnchors, AuditVerifications } from '../../../src/foundation/platform/audit-chain/index.js';
import { AuditSeals } from '../../../src/foundation/platform/audit-chain/audit-seals.js';
import { Reader, UnitOfWork, type Tx } from '../../../src/foundation/platform/database/index.js';
import { Queue } from '../../../src/foundation/platform/queue/index.js';
import { newSecret, Permission, SYSTEM, type Actor } from '../../../src/foundation/platform/security/index.js';
import { ProviderBook, ProviderClosure } from '../../../src/offer/supply/index.js';
import { Provider } from '../../../src/offer/supply/persistence/supply.entities.js';
import { LongerDelays } from '../../../src/places/longer-delays/longer-delays.js';
import { OtherDaysAsked } from '../../../src/places/other-days/index.js';
import { ShorterWeeks, type ProposedWeek } from '../../../src/commissions/shorter-weeks/index.js';
import { DeskActs } from '../../../src/first-desk/triage/desk-acts.js';
import { FirstContacts } from '../../../src/first-desk/triage/first-contacts.js';
import { AppointmentSlots } from '../../../src/first-desk/appointments/appointment-slots.js';
import { DeskWords } from '../../../src/first-desk/desk-words/index.js';
import { AdmissionRevocations } from '../../../src/second-desk/eaje/admission-revocations.js';
import { Appointments } from '../../../src/first-desk/appointments/appointments.js';
import { hostOfDesk } from '../../../src/first-desk/appointments/hosts.js';
import { Appointment } from '../../../src/first-desk/appointments/persistence/appointment.entities.js';
import { AskedOpinions } from '../../../src/first-desk/opinions/asked-opinions.js';
import { PartnerDoors } from '../../../src/first-desk/referrals/partner-doors.js';
import { Partners } from '../../../src/first-desk/referrals/partners.js';
import { ReferralPartner } from '../../../src/first-desk/referrals/persistence/referrals.entities.js';
import { OpinionDoors } from '../../../src/first-desk/opinions/opinion-doors.js';
import { AskedOpinion } from '../../../src/first-desk/opinions/persistence/opinions.entities.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
  theChairHasASignIn,
} from '../commission.js';
import { aChild, aForm } from '../forms.js';
import { caseOf, outboxOf, placeOf, requestOf, runDueJobs, sessionOf } from '../kept.js';
import { linkOf } from '../links.js';
import { placeChild } from '../placed-child.js';
import { aChildminder } from '../minders.js';
import { dayFields } from '../page.js';
import { ADULT, BORN, Parent } from '../parent.js';
import { COORDINATOR, directorOf, SESSION } from '../placement-world.js';
import { Browser } from '../browser.js';
import {
  SESSION_CONDITIONAL,
  SESSION_GAVE_WAY,
  SESSION_NOT_RELEASED,
} from '../../../src/commissions/commission/closing/message-kinds.js';

const MORNING = '2026-11-24T09:00:00.000Z';
const NURSERY = 'ma-71306';
const BABIES = `${NURSERY}:babies`;
const NEIGHBOUR = 'ma-71040';
const DIRECTOR = directorOf(NURSERY);
const BIRTH: Day = '2026-08-20';
const ENTRY: Day = '2027-03-01';
const HOURS: DayHours = { start: '08:30', end: '17:00' };
const WEEK: WeekSchedule = { tue: HOURS, thu: HOURS };
export const DAYS: SlotMask = slotsToMask(['tue-am', 'tue-pm', 'thu-am', 'thu-pm']);
const AGENT: Actor = {
  kind: 'staff',
  accountId: 'agent',
  name: 'Nadia R.',
  grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
};

const TWIN = (firstName: string): Partial<ChildForm> => ({
  firstName,
  birthDate: BIRTH,
  multipleBirth: true,
  need: { ...aChild().need, wantedFrom: ENTRY, week: WEEK },
});

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

/**
 * Families of twins, Lina and Noé, to whom happens whatever a family is written to about. What is written is about
 * Lina, but for the receipt.
 */
export class ToldFamilies {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly language: Language,
  ) {}

  private run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.app.get(UnitOfWork).run(work);
  }
  private itIs(moment: string): void {
    clockOf(this.app).travelTo(moment);
  }

  static async seed(app: NestFastifyApplication): Promise<void> {
    await seedCommissions(app);
    await theChairHasASignIn(app);
  }

  /** Everything, from the first draft to a place that was given up. */
  async liveThroughEverything(): Promise<void> {
    await this.depositOnline();
    await this.sayNothing();
    await this.askTheDesk();
    await this.askForFewerDays();
    await this.meetTheDesk();
    await this.askOthers();
    await this.giveALink();
    await this.goBeforeSessions();
    await this.beAskedToWait();
    await this.answerOffers();
    await this.holdAPlace();
    await this.losePlaces();
    await this.findTheDoorShut();
    await this.loseANursery();
    await this.expectChildren();
    await this.comeWithAList();
    await this.waitInVain();
    await this.meetChildminders();
    await this.askChildminders();
    await this.loseAWish();
    await this.endAndBeAsked();
    await this.watchFigures();
    await this.beReadTooMuch();
    await this.failToSignIn();
    await this.alterTheJournal();
    await this.loseTheTelephone();
    await this.chooseAPassword();
    await this.giveRights();
    await this.askForAnotherText();
  }

  /** A coordinator asks to be told of the figures, and a month ends. */
  private async watchFigures(): Promise<void> {
    this.itIs(MORNING);
    const [account] = await findAccountsWith(this.app.get(Reader), Permission.HoldCellule);
    const coordinator = { kind: 'staff', accountId: account!.id, name: account!.name, grants: [] } as const;
    await this.app.get(FigureWatches).changeOwn(coordinator, { month: true, without: null, waiting: 1 });
    this.itIs(instantAt('2026-12-01', '06:30'));
    await this.run((tx) => this.app.get(WatchRound).tellWatchers(tx));
    this.itIs(MORNING);
  }

  /** An agent reads so many families that it is asked, does not answer, and is stopped. The limits are raised here. */
  private async beReadTooMuch(): Promise<void> {
    await this.run(async (tx) => {
      const { id, name } = (await tx.findOne(StaffAccount, { email: STAFF['agent']!.email }))!;
      for (const tell of this.app.get(Audit).stopped.all)
        await tell(tx, { accountId: id, reader: name, what: 'listed', window: 'hour' });
      for (const tell of this.app.get(Audit).unanswered.all)
        await tell(tx, { accountId: id, reader: name, what: 'opened', window: 'day' });
    });
  }

  /** So many sign-ins fail within an hour that it is told. */
  private async failToSignIn(): Promise<void> {
    const failures = this.app.get(Config).SIGN_IN_FAILURES_ALARMED_AN_HOUR;
    for (let failure = 0; failure < failures; failure += 1)
      await this.run((tx) => this.app.get(SignInAlarms).countFailure(tx));
  }

  /** Auditors receive the newest anchor; the weekly verification finds that the journal was altered. */
  private async alterTheJournal(): Promise<void> {
    const anchors = this.app.get(AuditAnchors);
    await this.run((tx) => this.app.get(AuditSeals).sealLines(tx));
    const left = await anchors.leave();
    await this.run((tx) => anchors.record(tx, left));
    await this.run((tx) => this.app.get(JournalAnchorMails).writeNewest(tx));
    await this.run(async (tx) => {
      for (const tell of this.app.get(AuditVerifications).failed.all) await tell(tx, 2);
    });
  }

  /** An administrator asks that an agent's codes be taken away, and a coordinator agrees. */
  private async loseTheTelephone(): Promise<void> {
    const [asks, agrees, loses] = await this.run((tx) =>
      Promise.all(
        ['administrator', 'coordinator', 'agent'].map((who) => tx.findOne(StaffAccount, { email: STAFF[who]!.email })),
      ),
    );
    const proposals = this.app.get(AccountProposals);
    await proposals.askFactorReset({ kind: 'staff', accountId: asks!.id, name: asks!.name, grants: [] }, loses!.id);
    const [asked] = await proposals.listOpen();
    await proposals.agree({ kind: 'staff', accountId: agrees!.id, name: agrees!.name, grants: [] }, asked!.id);
  }

  /** An administrator asks for rights for a new person, a coordinator agrees, and nobody looks at them again. */
  private async giveRights(): Promise<void> {
    this.itIs(MORNING);
    const [asks, agrees] = await this.run((tx) =>
      Promise.all(
        ['administrator', 'coordinator'].map((who) => tx.findOne(StaffAccount, { email: STAFF[who]!.email })),
      ),
    );
    const email = `${newSecret().slice(0, 8).toLowerCase()}@test.example`;
    await this.app
      .get(StaffAccounts)
      .proposeAccount(
        { kind: 'staff', accountId: asks!.id, name: asks!.name, grants: [] },
        { email, name: 'Samira B.', grants: STAFF['agent']!.grants },
      );
    const [asked] = await this.app.get(AccountProposals).listOpen();
    await this.app
      .get(AccountProposals)
      .agree({ kind: 'staff', accountId: agrees!.id, name: agrees!.name, grants: [] }, asked!.id);
    this.itIs(`${addMonths(dayOf(MORNING), 7)}T09:00:00.000Z`);
    await this.run((tx) => this.app.get(RightsReviews).remind(tx));
    this.itIs(MORNING);
  }

  /** A coordinator asks for another text of a message to families. */
  private async askForAnotherText(): Promise<void> {
    const [account] = await findAccountsWith(this.app.get(Reader), Permission.ChangeSettings);
    const coordinator = { kind: 'staff', accountId: account!.id, name: account!.name, grants: [] } as const;
    const texts = this.app.get(MessageTexts);
    const kind = this.app.get(MessageKinds).find('offer')!;
    const own = texts.ownText(kind, 'fr');
    await this.app
      .get(MessageTextProposals)
      .ask(
        coordinator,
        { kind, language: 'fr' },
        { text: { ...own, body: `${own.body}\n\nMerci.` }, reason: 'Poli', seen: 0 },
      );
  }

  /** A new colleague chooses a password, forgets it, is made to choose another one, then changes more of its sign-in. */
  private async chooseAPassword(): Promise<void> {
    const email = `${newSecret().slice(0, 8).toLowerCase()}@test.example`;
    await this.app
      .get(StaffAccounts)
      .createAccount(SYSTEM, { email, name: 'Camille R.', grants: STAFF['agent']!.grants });
    const { id, name } = (await this.run((tx) => tx.findOne(StaffAccount, { email })))!;
    await this.app.get(StaffAccounts).renewPassword(SYSTEM, id);
    const passwords = this.app.get(OwnPasswords);
    await passwords.askForLink(email, '192.0.2.1');
    const { secret } = await this.run((tx) => this.app.get(AccountLinks).makeLink(tx, id));
    await passwords.chooseByLink(secret, 'quatre mots de la mer');
    const camille = { kind: 'staff', accountId: id, name, grants: [] } as const;
    await passwords.changeOwn(camille, 'quatre mots de la mer', 'cinq mots de la montagne', '');
    for (const change of SIGN_IN_CHANGED.variables.change.of)
      await this.run((tx) => this.app.get(SignInChanges).recordChange(tx, camille, change));
  }

  /** A request that is withdrawn: some days later, its family is asked how it went. */
  private async endAndBeAsked(): Promise<void> {
    this.itIs(MORNING);
    const { requestId } = await this.twins();
    await this.run((tx) =>
      this.app.get(RequestMoves).move(tx, AGENT, requestId, 'withdraw', { reason: 'other_solution' }),
    );
    this.itIs(instantAt(addDays(dayOf(MORNING), 7), '11:00'));
    await runDueJobs(this.app);
    this.itIs(MORNING);
  }

  /** A nursery among the wishes closes for good, and opens again for the next reader. */
  private async loseAWish(): Promise<void> {
    this.itIs(MORNING);
    const family = await anOrientedRequest(this.app, { child: TWIN('Lina'), wishes: ['ma-71040', NURSERY] });
    await this.run((tx) => tx.update(Dossier, { id: family.dossierId }, { language: this.language }));
    const closure = this.app.get(ProviderClosure);
    const wanted = { sectionId: null, from: ENTRY, reason: 'Travaux', confirmed: true };
    const version = async (): Promise<number> =>
      (await this.app.get(Reader).findOne(Provider, { id: 'ma-71040' }))!.version;
    await closure.close(COORDINATOR, 'ma-71040', await version(), wanted);
    await closure.reopen(COORDINATOR, 'ma-71040', await version(), wanted);
  }

  private async twins(): Promise<Family> {
    const family = await anOrientedRequest(this.app, { child: TWIN('Lina'), siblings: [TWIN('Noé')] });
    await this.run((tx) => tx.update(Dossier, { id: family.dossierId }, { language: this.language }));
    return family;
  }

  /** Twins whose parent has not said what it does, and that the desk has only taken up. */
  private async twinsOfSomebody(): Promise<{ requestId: string; dossierId: string }> {
    const form = aForm({
      adults: [
        {
          ...aForm().adults[0]!,
          surname: 'Sansjours',
          situation: null,
          email: `sansjours.${this.language}@exemple.fr`,
          phone: null,
        },
      ],
      children: [aChild(TWIN('Lina')), aChild(TWIN('Noé'))],
    });
    return this.run(async (tx) => {
      const { dossierId, children } = await this.app
        .get(DossierIntake)
        .submitForm(tx, { kind: 'import', accountId: null }, form, { origin: 'counter', language: this.language });
      const { requestId } = children[0]!;
      await this.app.get(RequestMoves).move(tx, AGENT, requestId, 'takeUp');
      return { requestId, dossierId };
    });
  }

  /** A draft that is left, a deposit, five wrong dates, and somebody who sends a form in the family's place. */
  private async depositOnline(): Promise<void> {
    this.itIs(MORNING);
    const surname = this.language === 'fr' ? 'Jumeaux' : 'Twins';
    const adult = { ...ADULT, surname, phone: `06 5${surname.length} 00 00 01`, email: `${surname}@exemple.fr` };
    const [first, second] = ['Lina', 'Noé'].map((firstName) => ({ ...BORN, surname, firstName }));
    const parent = new Parent(this.app, this.language);
    await parent.start();
    await parent.family(adult);
    await parent.browser.get(parent.draft);
    await parent.browser.post(`${parent.draft}/plus-tard`);
    await parent.child(1, first);
    await parent.part('ajouter', { what: 'child' });
    await parent.child(2, second);
    await parent.send();
    const [receipt] = await outboxOf(this.app, { kind: 'receipt', language: this.language });
    const link = (await linkOf(this.app, receipt!)).pathname;
    const stranger = new Browser(this.app);
    for (let tries = 0; tries < 5; tries += 1) {
      await stranger.get(link);
      await stranger.post(link, dayFields('date', '2020-01-01'));
    }
    await stranger.get(link);
    await stranger.post(`${link}/autre-lien`);
    const other = new Parent(this.app, this.language);
    await other.start();
    await other.family({ ...adult, addressLine: '9 rue Ailleurs' });
    await other.child(1, first);
    await other.send();
  }

  /** The desk asks for answers, and the family says nothing. */
  private async sayNothing(): Promise<void> {
    this.itIs(MORNING);
    const asked = await this.twinsOfSomebody();
    const waiting = await this.twins();
    await this.run(async (tx) => {
      await this.app.get(RequestMoves).move(tx, AGENT, waiting.requestId, 'list');
      await this.app.get(RequestMoves).move(tx, SESSION, waiting.requestId, 'keepWaiting', { reason: 'no_place' });
    });
    const { version } = await requestOf(this.app, asked.requestId);
    await this.app.get(DeskActs).askForAnswers(AGENT, { requestId: asked.requestId, version }, ['adult.situation']);
    for (const [days, { requestId }] of [
      [11, asked],
      [92, waiting],
    ] as const) {
      this.itIs(instantAt(addDays(dayOf(MORNING), days), '07:30'));
      await this.run((tx) =>
        this.app.get(Queue).plan(tx, jobType<{ requestId: string }>('triage.follow-up'), { requestId }),
      );
      await runDueJobs(this.app);
    }
  }

  /** The director of the nursery asks the desk about the request, and reads its answer; the desk writes to the family. */
  private async askTheDesk(): Promise<void> {
    this.itIs(MORNING);
    const { requestId } = await this.twins();
    const questions = this.app.get(DeskQuestions);
    await questions.askDesk(DIRECTOR, requestId, { subject: 'days', criterion: null, words: null });
    const [question] = await questions.listOf(requestId);
    await questions.answerQuestion(AGENT, requestId, question!.id, 'Oui.');
    // The words are the agent's own, in the language that the family reads.
    const words = this.language === 'en' ? 'We are closed on Friday.' : 'Le relais est fermé vendredi.';
    await this.app.get(DeskWords).writeWords(AGENT, requestId, words);
  }

  /** She asks a family, which never said whether fewer days suit it, and reads what it answered. */
  private async askForFewerDays(): Promise<void> {
    this.itIs(MORNING);
    const child = TWIN('Lina');
    const { requestId, dossierId } = await anOrientedRequest(this.app, {
      child: { ...child, need: { ...aChild(child).need, acceptsShorterWeek: null } },
    });
    await this.run((tx) => tx.update(Dossier, { id: dossierId }, { language: this.language }));
    const { id: sessionId } = await planSession(this.app, { day: await aFreeThursday(this.app, 30) });
    const weeks = this.app.get(ShorterWeeks);
    const days = WEEKDAYS.filter((day) => WEEK[day]).slice(0, 1);
    await weeks.proposeWeek(DIRECTOR, { requestId, providerId: NURSERY, sessionId, days, free: days });
    const [{ row }] = (await weeks.listOf([requestId])) as [ProposedWeek];
    await weeks.noteAnswer(AGENT, requestId, row.id, 'declined', { toldBy: 'adult1', knownBy: 'phone' });
    await this.app.get(SessionCalendar).cancelSession(SYSTEM, sessionId, 'event');
  }

  /** An hour at the counter is proposed, chosen and reminded of; then the agent falls ill. */
  private async meetTheDesk(): Promise<void> {
    this.itIs(MORNING);
    const { requestId, dossierId } = await this.twins();
    const day = addDays(dayOf(MORNING), 3 + LANGUAGES.indexOf(this.language));
    const hours = { from: day, to: day, weekdays: [], start: '10:00', end: '10:30', minutes: 30 };
    const slots = this.app.get(AppointmentSlots);
    await slots.openSlots(AGENT, hostOfDesk('rpe'), { kind: 'counter', place: 'Mairie de Montceau', ...hours });
    const appointments = this.app.get(Appointments);
    await appointments.propose(AGENT, requestId, 'counter');
    const [row] = await this.app.get(Reader).find(Appointment, { where: { requestId } });
    const [slot] = await slots.listFree(hostOfDesk('rpe'), 'counter');
    await appointments.takeSlot(this.familyOf({ dossierId }), row!.id, slot!.id);
    await this.run((tx) => appointments.remind(tx, row!.id));
    await appointments.withdrawSlot(AGENT, slot!.id);
  }

  /** The desk asks a doctor for an opinion, who asks for the code. */
  private async askOthers(): Promise<void> {
    this.itIs(MORNING);
    const { requestId } = await this.twins();
    const opinions = this.app.get(AskedOpinions);
    const [criterion] = await opinions.listCriteria();
    const contact = { email: 'anne.martin@exemple.fr', mobile: null, note: null };
    const agreed = { agreedBy: 1, agreedOn: dayOf(MORNING) };
    const person = { name: 'Anne Martin', role: 'pmi', ...contact, ...agreed } as const;
    await opinions.ask(AGENT, requestId, { criterion: criterion!.code, ...person });
    const [{ id }] = (await this.app.get(Reader).find(AskedOpinion, { where: { requestId } })) as [AskedOpinion];
    const [asked] = await outboxOf(this.app, { opens: `opinion:${id}` });
    const secret = (await linkOf(this.app, asked!)).pathname.split('/').at(-1)!;
    await this.app.get(OpinionDoors).sendCode(secret, '203.0.113.9');
  }

  /** The desk gives the PMI a link by which it sends families, and the PMI asks for the code. */
  private async giveALink(): Promise<void> {
    this.itIs(MORNING);
    const service = { kind: 'pmi', name: 'PMI de Montceau', person: 'Anne Martin', mobile: null } as const;
    await this.app.get(Partners).givePartner(AGENT, { ...service, email: 'pmi@exemple.fr' });
    const [{ id }] = (await this.app.get(Reader).find(ReferralPartner, { order: { id: 'DESC' } })) as [ReferralPartner];
    const [given] = await outboxOf(this.app, { opens: `partner:${id}` });
    const secret = (await linkOf(this.app, given!)).pathname.split('/').at(-1)!;
    await this.app.get(PartnerDoors).sendCode(secret, '203.0.113.9');
  }

  /** A place frees in May, for which two families would have to wait. She asks them: both say yes, and one is offered it. */
  private async beAskedToWait(): Promise<void> {
    // The session of each language is the last one that has closed.
    this.itIs(`${addDays(dayOf(MORNING), LANGUAGES.indexOf(this.language) + 1)}T09:00:00.000Z`);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 1);
    await placeChild(this.app, { sectionId: BABIES, from: ENTRY, to: '2027-05-02', slots: DAYS }, BIRTH);
    const families = [await this.twins(), await this.twins()];
    const session = await this.aSession(families);
    await openSession(this.app, session.id);
    await keepAllAndClose(this.app, session.id);
    await this.app.get(AskedFirstDays).askFamilies(DIRECTOR, NURSERY, 'babies', '2027-05-04');
    const answers = this.app.get(FirstDayAnswers);
    for (const family of families)
      for (const { row } of await answers.listOf([family.requestId]))
        await answers.answerAsFamily(this.familyOf(family), row.id, 'yes');
    await runDueJobs(this.app);
    this.itIs(MORNING);
  }

  private async goBeforeSessions(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    for (const section of ['babies', 'toddlers']) await givePlaces(this.app, `${NURSERY}:${section}`, 1);
    const [admitted, waiting] = [await this.twins(), await this.twins()];
    const [refused, deferred] = [await this.twins(), await this.twins()];
    const session = await this.aSession([admitted, waiting, refused, deferred]);
    const next = await planSession(this.app, { day: await aFreeThursday(this.app, 100) });
    await openSession(this.app, session.id);
    const decisions = this.app.get(SessionDecisions);
    const decide = async ({ requestId }: Family, kind: 'refuse' | 'defer', reason: string): Promise<void> =>
      void (await decisions.decideCase(SYSTEM, (await caseOf(this.app, session.id, requestId)).id, {
        kind,
        reason,
        sectionId: null,
        deferredToId: kind === 'defer' ? next.id : null,
      }));
    await decide(refused, 'refuse', 'false_declaration');
    await decide(deferred, 'defer', 'awaiting_opinion');
    await decisions.keepAll(SYSTEM, session.id);
    await this.tellMembers(session);
    await this.app.get(Closing).closeSession(SYSTEM, session.id, undefined, true);
    await this.run((tx) => this.app.get(SessionTasks).askToSign(tx, session.id));
    const cancelled = await this.aSession([await this.twins()], 150);
    await this.run(async (tx) => {
      const body = await this.app.get(Bodies).readBody(tx, cancelled.bodyId);
      await this.app.get(SessionTasks).callOff(tx, { ...cancelled, state: 'called' }, body);
    });
    await this.app.get(SessionCalendar).cancelSession(SYSTEM, cancelled.id, 'event');
    await this.ratified();
    await this.unratified();
  }

  private async aSession(families: readonly Family[], atLeastDays = 30): Promise<CommissionSession> {
    const day = await aFreeThursday(this.app, atLeastDays);
    const { id } = await planSession(this.app, { day, ...(atLeastDays > 60 ? {} : { entryFrom: ENTRY }) });
    for (const { requestId } of families) await listFor(this.app, requestId, id);
    await this.run(async (tx) => {
      await this.app.get(SessionTasks).askToConfirm(tx, id);
      await this.app.get(AskedProofs).askFor(
        tx,
        SYSTEM,
        id,
        families.map(({ requestId }) => ({ requestId, criteria: ['relative_handicap'] })),
      );
      await this.app.get(SessionTasks).askForPlaces(tx, id, 'places');
      await this.app.get(SessionTasks).askForPlaces(tx, id, 'places_last');
    });
    return sessionOf(this.app, id);
  }

  private async tellMembers(session: CommissionSession): Promise<void> {
    await this.run(async (tx) => {
      const body = await this.app.get(Bodies).readBody(tx, session.bodyId);
      const tasks = this.app.get(SessionTasks);
      await tasks.callMembers(tx, session, body);
      await tasks.sendAgenda(tx, session, body);
      await tasks.tellPause(tx, session, body);
    });
  }

  /** A place given in urgency, which the next session confirms. */
  private async ratified(): Promise<void> {
    const { sessionId, placementId } = await this.judgedEmergency();
    await this.app.get(Ratifications).ratifyAdmission(SYSTEM, sessionId, placementId);
  }

  /** A place given in urgency, which the next session does not confirm. */
  private async unratified(): Promise<void> {
    const { sessionId, placementId } = await this.judgedEmergency();
    await this.app.get(Ratifications).refuseAdmission(SYSTEM, sessionId, placementId, addDays(dayOf(MORNING), 60));
  }

  /** A place given in urgency, before the session that judges it. */
  private async judgedEmergency(): Promise<{ sessionId: string; placementId: string }> {
    this.itIs(MORNING);
    await givePlaces(this.app, BABIES, 5);
    const session = await this.aSession([await this.twins()], 60);
    const family = await this.twins();
    const offer = await this.offered(family, { from: addDays(dayOf(MORNING), 10), emergency: true }, 'admitUrgently');
    await this.accept(offer);
    await openSession(this.app, session.id);
    const { id } = await placeOf(this.app, family.requestId);
    return { sessionId: session.id, placementId: id };
  }

  private async offered(
    { requestId, dossierId }: Family,
    more: Partial<NewOffer> = {},
    action: 'admit' | 'admitUrgently' = 'admit',
  ): Promise<Offer> {
    return this.run(async (tx) => {
      if (action === 'admit') await this.app.get(RequestMoves).move(tx, AGENT, requestId, 'list');
      return this.app
        .get(Offers)
        .makeOffer(tx, action === 'admit' ? SESSION : DIRECTOR, action, {
          requestId,
          dossierId,
          sectionId: BABIES,
          from: ENTRY,
          to: '2027-08-31',
          slots: DAYS,
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
          ...more,
        });
    });
  }

  private familyOf = ({ dossierId }: { dossierId: string }): Actor => ({ kind: 'family', dossierId, draftId: null });

  private async accept(offer: Offer, actor = this.familyOf(offer), saidBy: number | null = null): Promise<void> {
    await this.run((tx) => this.app.get(Offers).acceptOffer(tx, actor, offer.id, saidBy));
  }

  /** Twins whose parents live at two addresses. */
  private async twinsApart(): Promise<Family> {
    const family = await this.twins();
    const { dossierId } = family;
    const email = `autre.${dossierId}@exemple.fr`;
    const details = { ...aForm().adults[0]!, firstName: 'Nadir', phone: null, email, addressLine: '8 rue Haute' };
    await this.run((tx) => tx.insert(Adult, { id: newId(), dossierId, rank: 2, phone: null, email, details }));
    return family;
  }

  /** Of two parents at two addresses, one says no, or withdraws a request, and the other is told. */
  private async answerApart(): Promise<void> {
    const offer = await this.offered(await this.twinsApart());
    await this.run((tx) => this.app.get(Offers).declineOffer(tx, AGENT, offer.id, 'distance', 'wait', 1));
    const family = await this.twinsApart();
    const { version } = await requestOf(this.app, family.requestId);
    const first = { ...this.familyOf(family), adult: 1 };
    await this.app.get(RequestActs).withdrawRequest(first, family.requestId, 'moved_away', version);
  }

  /** A place is offered: accepted, declined, by the family or by telephone, or not answered. */
  private async answerOffers(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 9);
    const offers = this.app.get(Offers);
    await this.accept(await this.offered(await this.twins()));
    await this.accept(await this.offered(await this.twins()), AGENT, 1);
    await this.answerApart();
    const declined = [await this.offered(await this.twins()), await this.offered(await this.twins())] as const;
    await this.run(async (tx) => {
      await offers.declineOffer(tx, this.familyOf(declined[0]), declined[0].id, 'distance', 'withdraw');
      await offers.declineOffer(tx, AGENT, declined[1].id, 'distance', 'wait', 1);
    });
    const revoked = await this.offered(await this.twins());
    await this.run((tx) => offers.revokeOffer(tx, COORDINATOR, revoked.id, 'error_in_decision'));
    const mistaken = await this.offered(await this.twins(), { sessionId: null }, 'admitUrgently');
    await this.app.get(AdmissionRevocations).revokeOffer(DIRECTOR, mistaken.id, mistaken.version, 'error_in_decision');
    const hesitant = await this.offered(await this.twins());
    const { version } = await requestOf(this.app, hesitant.requestId);
    await this.app
      .get(LongerDelays)
      .extendOffer(AGENT, hesitant.requestId, { offerId: hesitant.id, version }, 'needs_visit');
    const silent = await this.offered(await this.twins());
    await this.run((tx) => this.app.get(OfferReminders).remindFamily(tx, silent.id));
    await this.run((tx) => this.app.get(OfferReminders).recordReminder(tx, silent.id, MORNING));
    this.itIs(`${addDays(dayOf(MORNING), 15)}T09:00:00.000Z`);
    await this.run((tx) => offers.expireIfDue(tx, silent.id));
    await this.waitForAnotherChild();
  }

  /** Twins who are due while a place is offered to one of them, and who are born. */
  private async expectChildren(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 9);
    const expected = { firstName: null, birthDate: null, dueDate: '2026-12-01' };
    const family = await anOrientedRequest(this.app, {
      child: { ...TWIN('Lina'), ...expected },
      siblings: [{ ...TWIN('Noé'), ...expected }],
    });
    await this.run((tx) => tx.update(Dossier, { id: family.dossierId }, { language: this.language }));
    await this.offered(family);
    this.itIs('2026-12-01T09:00:00.000Z');
    const { requestId } = family;
    await this.run((tx) => this.app.get(Queue).plan(tx, jobType<{ requestId: string }>('family.birth'), { requestId }));
    await runDueJobs(this.app);
    const { version } = await requestOf(this.app, requestId);
    const birth = { birthDate: '2026-11-30', firstName: 'Lina' };
    await this.app.get(Births).recordBirth(this.familyOf(family), requestId, birth, version);
  }

  /** Twins of a list from before the desk, whom a campaign of the desk tells. */
  private async comeWithAList(): Promise<void> {
    this.itIs(MORNING);
    await this.run((tx) =>
      this.app
        .get(DossierIntake)
        .submitForm(
          tx,
          { kind: 'import', accountId: null },
          aForm({
            adults: [
              {
                ...aForm().adults[0]!,
                surname: 'Liste',
                situation: null,
                email: `liste.${this.language}@exemple.fr`,
                phone: null,
              },
            ],
            children: [aChild({ ...TWIN('Lina'), surname: 'Liste', multipleBirth: null })],
          }),
          { origin: 'import', language: this.language },
        ),
    );
    const day = addDays(dayOf(MORNING), 1);
    const campaigns = this.app.get(FirstContacts);
    await campaigns.startCampaign(AGENT, { perDay: 50, from: day }, 1);
    this.itIs(instantAt(day, '12:00'));
    await runDueJobs(this.app);
  }

  /** Nobody has answered the deposit, and silence soon counts as a decision. */
  private async waitInVain(): Promise<void> {
    const at = instantAt(addDays(addMonths(dayOf(MORNING), 2), -21), '08:00');
    this.itIs(at);
    const everyDay = jobType('triage.silence');
    await this.run((tx) => this.app.get(Queue).plan(tx, everyDay, {}, { at, key: everyDay }));
    await runDueJobs(this.app);
  }

  /** Two childminders are interested; the family chooses both, and one has no place any more. */
  private async meetChildminders(): Promise<void> {
    this.itIs(MORNING);
    const { requestId, dossierId } = await anOrientedRequest(this.app, {
      child: TWIN('Lina'),
      siblings: [TWIN('Noé')],
      tracks: ['childminder'],
    });
    await this.run((tx) => tx.update(Dossier, { id: dossierId }, { language: this.language }));
    const chosen = [
      await aChildminder(this.app, `Anne Martin ${this.language}`),
      await aChildminder(this.app, `Zoé Petit ${this.language}`),
    ] as const;
    const introductions = this.app.get(Introductions);
    await introductions.propose(AGENT, requestId, chosen);
    const family = this.familyOf({ dossierId });
    for (const { id } of await introductions.ofRequest(requestId)) {
      await introductions.sayInterested(AGENT, id);
      await introductions.accept(family, id);
    }
    const [first, second] = await introductions.ofRequest(requestId);
    await introductions.end({ kind: 'childminder', providerId: first!.providerId }, first!.id, 'refuse', 'no_place');
    await introductions.end(family, second!.id, 'decline', 'distance');
  }

  /** Childminders are asked about their places, and the agreement of one is to be renewed. */
  private async askChildminders(): Promise<void> {
    await aChildminder(this.app, `Rose Blanc ${this.language}`, { agreementTo: '2027-03-31' });
    const at = '2026-12-15T09:00:00.000Z';
    this.itIs(at);
    const everyDay = jobType('childminders.every-day');
    await this.run((tx) => this.app.get(Queue).plan(tx, everyDay, {}, { at, key: everyDay }));
    await runDueJobs(this.app);
  }

  /** A place that comes free only if another child leaves it. */
  private async waitForAnotherChild(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 1);
    const family = await this.twins();
    const session = await this.aSession([family]);
    await openSession(this.app, session.id);
    await this.app.get(SessionDecisions).keepAll(SYSTEM, session.id);
    const candidacy = await caseOf(this.app, session.id, family.requestId);
    for (const kind of [SESSION_CONDITIONAL, SESSION_GAVE_WAY, SESSION_NOT_RELEASED])
      await this.run((tx) => this.app.get(ConditionalPlaces).tellFamily(tx, session, candidacy, kind));
  }

  /** Dates are proposed and agreed, days change. */
  private async holdAPlace(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 9);
    const family = await this.twins();
    await this.accept(await this.offered(family));
    const { id } = await placeOf(this.app, family.requestId);
    const starts = this.app.get(StartAgreements);
    const dates = { adaptationFrom: '2027-03-04', startFrom: '2027-03-11' };
    await this.run((tx) => starts.proposeDates(tx, DIRECTOR, id, dates, false));
    await this.run((tx) => starts.agreeDates(tx, this.familyOf(family), id));
    const other = slotsToMask(['mon-am', 'tue-am', 'tue-pm']);
    await this.run((tx) => this.app.get(DaysChanges).changeDays(tx, DIRECTOR, id, other, '2027-04-05'));
    const { requestId } = family;
    const asked = this.app.get(OtherDaysAsked);
    await asked.askDays(this.familyOf(family), requestId, { slots: slotsToMask(['fri-am']), from: '2027-05-03' });
    await asked.declineDays(DIRECTOR, NURSERY, id);
  }

  /** The nursery closes from one day to the next. It then opens again earlier, and does not close after all. */
  private async findTheDoorShut(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 9);
    const from = addDays(dayOf(MORNING), 7);
    await this.accept(await this.offered(await this.twins(), { from }));
    const closures = this.app.get(Closures);
    const closureId = await closures.declareClosure(DIRECTOR, {
      providerId: NURSERY,
      sectionIds: [BABIES],
      from,
      returnOn: null,
      reason: 'premises',
      answerHours: 24,
    });
    await closures.tellFamilies(DIRECTOR, closureId, 1);
    await this.app.get(Neighbours).askNeighbours(DIRECTOR, closureId, 2, [NEIGHBOUR]);
    await givePlaces(this.app, `${NEIGHBOUR}:babies`, 2);
    await this.app.get(Neighbours).answer(directorOf(NEIGHBOUR), closureId, NEIGHBOUR, { [`${NEIGHBOUR}:babies`]: 2 });
    await this.app.get(ClosureProposals).compute(DIRECTOR, closureId, 3);
    await this.app.get(TemporaryOffers).sendAll(DIRECTOR, closureId, 4);
    this.itIs(addHours(MORNING, 13));
    await runDueJobs(this.app);
    await closures.changeReturn(DIRECTOR, closureId, 5, addDays(from, 7));
    await closures.cancelClosure(DIRECTOR, closureId, 6);
  }

  /** A section closes for good, and stays end with it. They are restored, and it opens again. */
  private async loseANursery(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 9);
    await this.accept(await this.offered(await this.twins()));
    // A commission that has fixed its list would keep everybody from closing.
    await this.run((tx) =>
      tx.update(SessionRow, { state: In(['frozen', 'prepared', 'open']) }, { state: 'cancelled' }),
    );
    const [closure, stays] = [this.app.get(ProviderClosure), this.app.get(ClosingStays)];
    const book = this.app.get(ProviderBook);
    const section = { sectionId: BABIES, reason: 'works' };
    const closing = { ...section, from: '2027-06-01', confirmed: true };
    await closure.close(COORDINATOR, NURSERY, await book.currentVersion(NURSERY), closing);
    const provider = stays.readEstablishment(COORDINATOR, NURSERY);
    const { ending } = await stays.readStays(COORDINATOR, provider);
    const chosen = ending.map(({ placement }) => placement.id);
    await stays.endStays(COORDINATOR, provider, chosen, 'works');
    await stays.restoreStays(COORDINATOR, provider, (await stays.readStays(COORDINATOR, provider)).endings[0]!.id);
    const opening = { ...section, from: dayOf(MORNING) };
    await closure.reopen(COORDINATOR, NURSERY, await book.currentVersion(NURSERY), opening);
  }

  /** A child who never came, whose place is given back, and a place that its family gives up. */
  private async losePlaces(): Promise<void> {
    this.itIs(MORNING);
    await emptySeats(this.app);
    await givePlaces(this.app, BABIES, 9);
    const absent = await this.twins();
    await this.accept(await this.offered(absent, { from: addDays(dayOf(MORNING), 6) }));
    const givenUp = await this.twins();
    const offer = await this.offered(givenUp);
    await this.accept(offer);
    await this.run((tx) =>
      this.app.get(GivenUpPlaces).giveUp(tx, this.familyOf(givenUp), offer.id, { reason: 'distance', choice: 'wait' }),
    );
    this.itIs(`${addDays(dayOf(MORNING), 8)}T09:00:00.000Z`);
    const { id } = await placeOf(this.app, absent.requestId);
    await this.run((tx) => this.app.get(PlacementEnds).recordNoShow(tx, DIRECTOR, id));
    await this.run((tx) => this.app.get(PlacementChanges).undoEnd(tx, DIRECTOR, id));
  }
}
