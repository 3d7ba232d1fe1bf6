import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { emptyForm, page, refusedPage, type FieldError, type Page } from '../../../../foundation/platform/web/index.js';
import { KEPT } from '../../domain/retention.js';
import { DraftLinks, type ResumeLink, type SeenLink } from '../draft-links.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { readerOf, wordsFor } from '../../answers/web/question.presenter.js';

const OPEN = 'dossier/intake/resume-open';

/** "Save and come back later", and the page of the link that was sent. */
@Injectable()
export class ResumeLinks {
  constructor(private readonly links: DraftLinks) {}

  async page(words: Translator, draft: Draft): Promise<Page> {
    const counter = draft.origin === 'counter';
    // An agent finds the draft again under their own account, so no link is made.
    const given = counter ? null : await this.links.giveLink(words, draft);
    return page('dossier/intake/resume-link', {
      title: wordsFor(words, { counter }).t('dossier.resume.title'),
      base: `/dossier/${draft.id}`,
      ...readerOf(counter),
      months: KEPT.draftMonths,
      link: given?.way === 'screen' ? given.link : null,
      where: given ? this.whereabouts(words, given) : '',
    });
  }

  /** Tells where the link was sent that a person asked for. */
  private whereabouts({ t, instant }: Translator, given: ResumeLink): string {
    if (given.way === 'screen') return t('dossier.resume.notSent');
    if (given.way === 'sent') return t('dossier.resume.sent', { to: given.to });
    const { to, at, minutes } = given;
    return at === null
      ? t('dossier.resume.tooMany', { to, minutes })
      : t('dossier.resume.before', { to, at: instant(at), minutes });
  }

  /**
   * The page before a link opens anything: which link it is, where it was sent, and a button.
   * @param given the new link, when one was just asked for
   */
  linkModel(words: Translator, secret: string, seen: SeenLink, given: ResumeLink | null = null): Page {
    const model = this.openModel(words, secret, seen);
    return page(OPEN, { ...model, sent: given && this.whereabouts(words, given), form: emptyForm() });
  }

  /** The same page when the date of the child was wrong. */
  refusedLink(
    words: Translator,
    secret: string,
    seen: SeenLink,
    form: { readonly values: Record<string, unknown>; readonly errors: readonly FieldError[] },
  ): Page {
    return refusedPage(OPEN, this.openModel(words, secret, seen), form);
  }

  private openModel(
    { t, instant }: Translator,
    secret: string,
    { channel, sentTo, createdAt, state, others, renewable, asksDate }: SeenLink,
  ): Record<string, unknown> {
    const at = instant(createdAt);
    return {
      title: t('dossier.resume.openTitle'),
      action: `/dossier/reprendre/${encodeURIComponent(secret)}`,
      ended: state === 'ended',
      others,
      renewable,
      asksDate,
      sentTo,
      whence:
        channel === 'screen'
          ? t('dossier.resume.shownAt', { at })
          : sentTo
            ? t('dossier.resume.sentTo', { to: sentTo, at })
            : t('dossier.resume.givenAt', { at }),
    };
  }
}
