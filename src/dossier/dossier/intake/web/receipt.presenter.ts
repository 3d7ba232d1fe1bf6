import { Injectable } from '@nestjs/common';
import { phoneWords } from '../../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { receiptDocument } from '../../../../foundation/platform/pdf/index.js';
import { asksUrgently } from '../../domain/dossier-form.js';
import { ACT_DAYS, URGENT_DAYS } from '../../domain/next-act.js';
import type { ChildRequest } from '../../persistence/dossier.entities.js';
import type { Deposit } from '../receipts.js';
import { AnswersPresenter } from '../../answers/web/answers.presenter.js';
import { WishesPresenter } from '../../answers/web/wishes.presenter.js';

/** The receipt, on screen and on paper: the same facts and the same sentences. */
@Injectable()
export class ReceiptPresenter {
  constructor(
    private readonly answers: AnswersPresenter,
    private readonly wishes: WishesPresenter,
  ) {}

  /**
   * What follows and when: how long there is to answer an offer, and how it is told, are known from the first day on. An
   * emergency is answered within a day, and its family reads whom to call.
   */
  nextSteps(words: Translator, { form, desk, offer }: Pick<Deposit, 'form' | 'desk' | 'offer'>): string[] {
    const { t } = words;
    return [
      asksUrgently(form)
        ? t('dossier.receipt.nextUrgent', { days: URGENT_DAYS, desk: desk.name, phone: phoneWords(desk.phone) })
        : t('dossier.receipt.next1', { days: ACT_DAYS.take_up }),
      t('dossier.receipt.next2'),
      offer
        ? t('dossier.receipt.next3', {
            least: offer.least,
            most: offer.most,
            same: offer.least === offer.most ? 'yes' : 'no',
            channel: offer.channel ?? 'none',
          })
        : t('dossier.receipt.next3NoDelay'),
    ];
  }

  /** @param atPoint whether who reads it to the family works at a point d'accueil, which gives no link */
  page(words: Translator, deposit: Deposit, atPoint = false): Record<string, unknown> {
    const { t, day, instant } = words;
    const { desk, silence, isListed } = deposit;
    return {
      title: t(isListed ? 'dossier.receipt.listedTitle' : 'dossier.receipt.title'),
      isListed,
      number: deposit.number,
      known: deposit.known,
      receivedAt: instant(deposit.receivedAt),
      sent: this.sentWords(words, deposit, atPoint),
      office: { name: desk.name, address: desk.address, phone: desk.phone, email: desk.email },
      nextSteps: this.nextSteps(words, deposit),
      children: deposit.form.children.map((child, index) => ({
        name: child.firstName ?? t('dossier.child.ranked', { rank: index + 1 }),
        start: child.need.wantedFrom && day(child.need.wantedFrom),
        wishes: child.wishes.map((wish) => this.wishes.nameOf(words, wish)),
      })),
      silence: silence && {
        text: t(silence.means === 'refusal' ? 'pdf.receipt.silenceRefusal' : 'pdf.receipt.silenceAcceptance', {
          from: day(silence.from),
        }),
        suspended: silence.since && t('pdf.receipt.suspended', { since: day(silence.since) }),
        validated: silence.validated,
        refusal: silence.means === 'refusal',
      },
      // Nobody reads a court that has no name: the opening asks for it first.
      court: silence && silence.courtTown.trim() !== '' && t('dossier.receipt.court', { town: silence.courtTown }),
    };
  }

  /** Where an agent goes on with each child. */
  requestLinks({ t }: Translator, requests: readonly Pick<ChildRequest, 'id' | 'firstName'>[]): object[] {
    return requests.map(({ id, firstName }) => ({
      href: `/rpe/demandes/${id}`,
      text: t('dossier.receipt.openRequest', { child: firstName ?? t('dossier.child.only') }),
    }));
  }

  private sentWords(
    { t }: Translator,
    { number, sentTo, isListed, isHidden }: Deposit,
    atPoint: boolean,
  ): string | null {
    if (isListed) return t('dossier.receipt.listed');
    if (number === null || isHidden) return null;
    if (sentTo) return t('dossier.receipt.sentTo', sentTo);
    return t(atPoint ? 'dossier.receipt.notSentAtPoint' : 'dossier.receipt.notSent');
  }

  copyModel(words: Translator, deposit: Deposit): Record<string, unknown> {
    const { t, instant } = words;
    return {
      title: t(deposit.isListed ? 'dossier.copy.listedTitle' : 'dossier.copy.title'),
      intro: t(deposit.isListed ? 'dossier.copy.listedIntro' : 'dossier.copy.intro', {
        at: instant(deposit.receivedAt),
      }),
      hidden: deposit.isHidden ? t('dossier.copy.hidden') : null,
      sections: this.answers.answerSections(words, deposit.form),
    };
  }

  documentData(words: Translator, deposit: Deposit): object {
    const { t } = words;
    const { desk, form, silence } = deposit;
    const [applicant] = form.adults;
    return receiptDocument(
      {
        number: deposit.number ?? t('dossier.receipt.joinedNumber'),
        receivedAt: deposit.receivedAt,
        applicant: [applicant?.firstName, applicant?.surname].filter(Boolean).join(' ') || t('web.summary.notGiven'),
        office: { name: desk.name, addressLines: desk.address.split(', '), phone: desk.phone, email: desk.email },
        children: form.children.map((child, index) => ({
          name: child.firstName ?? t('dossier.child.ranked', { rank: index + 1 }),
          start: child.need.wantedFrom,
          wishes: child.wishes.map((wish) => this.wishes.nameOf(words, wish)),
        })),
        nextSteps: this.nextSteps(words, deposit),
        silence: silence && { ...silence, court: t('dossier.receipt.court', { town: silence.courtTown }) },
      },
      words,
    );
  }
}
