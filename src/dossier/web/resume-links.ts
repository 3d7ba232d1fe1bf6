import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { refuse } from '../../kernel/refusal.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Outbox, SECRET_MARK } from '../../platform/outbox/index.js';
import { Attempts } from '../../platform/security/index.js';
import { page, type Page } from '../../platform/web/index.js';
import { KEPT } from '../domain/retention.js';
import { FamilyAccess } from '../family-access.js';
import type { Draft } from '../persistence/dossier.entities.js';

/** A link is a way into somebody's letter box: nobody fills one with ours. */
const PER_DRAFT = { max: 3, withinMinutes: 60 };
const PER_ADDRESS = { max: 10, withinMinutes: 24 * 60 };

/** "Save and come back later": a link shown once, and sent when there is an e-mail to send it to. */
@Injectable()
export class ResumeLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: FamilyAccess,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly attempts: Attempts,
  ) {}

  /** @throws TooManyAttempts when the link was sent too often: the answers themselves are saved */
  async page(words: Translator, draft: Draft): Promise<Page> {
    const counter = draft.origin === 'counter';
    // An agent finds the draft again under their own account: no key to it is made.
    const given = counter ? { link: null, email: null } : await this.give(words, draft);
    return page('dossier/resume-link', { title: words.t('dossier.resume.title'), base: `/dossier/${draft.id}`, counter, months: KEPT.draftMonths, ...given });
  }

  private async give(words: Translator, draft: Draft): Promise<{ link: string; email: string | null }> {
    const email = draft.form.adults.find((adult) => adult.email)?.email ?? null;
    const { t } = words;
    return this.unitOfWork.run(async (tx) => {
      const link = `${this.config.BASE_URL}/dossier/reprendre/${await this.access.giveLink(tx, { draftId: draft.id }, 'screen')}`;
      if (email) {
        await this.attempts.allow(tx, `resume-mail:draft:${draft.id}`, PER_DRAFT, refuse('draft.linkTooOften'));
        await this.attempts.allow(tx, `resume-mail:address:${email.toLowerCase()}`, PER_ADDRESS, refuse('draft.linkTooOften'));
        await this.outbox.write(tx, {
          kind: 'resume-link', dossierId: null, channel: 'email', recipient: email, language: words.lang,
          subject: t('mail.resume-link.subject'), body: t('mail.resume-link.body', { link: `${this.config.BASE_URL}/dossier/reprendre/${SECRET_MARK}`, months: KEPT.draftMonths }),
          opens: `draft:${draft.id}`,
        });
      }
      return { link, email };
    });
  }
}
