import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Catalogue } from '../../platform/i18n/index.js';
import { Mail } from '../../platform/mail/index.js';
import { page, type Page } from '../../platform/web/index.js';
import { FamilyAccess } from '../family-access.js';
import type { Draft } from '../persistence/dossier.entities.js';

/** "Save and come back later": a link shown once, and sent when there is an e-mail to send it to. */
@Injectable()
export class ResumeLinks {
  private readonly translator;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: FamilyAccess,
    private readonly mail: Mail,
    private readonly config: Config,
    catalogue: Catalogue,
  ) {
    this.translator = catalogue.translator('fr');
  }

  async page(draft: Draft): Promise<Page> {
    const counter = draft.origin === 'counter';
    // An agent finds the draft again under their own account: no key to it is made.
    const given = counter ? { link: null, email: null } : await this.give(draft);
    return page('dossier/resume-link', { title: this.translator.t('dossier.resume.title'), base: `/dossier/${draft.id}`, counter, ...given });
  }

  private async give(draft: Draft): Promise<{ link: string; email: string | null }> {
    const email = draft.form.adults.find((adult) => adult.email)?.email ?? null;
    const { t } = this.translator;
    return this.unitOfWork.run(async (tx) => {
      const link = `${this.config.BASE_URL}/dossier/reprendre/${await this.access.giveLink(tx, { draftId: draft.id })}`;
      if (email) {
        await this.mail.write(tx, {
          kind: 'resume-link', dossierId: null, channel: 'email', recipient: email,
          subject: t('mail.resume-link.subject'), body: t('mail.resume-link.body', { link }),
        });
      }
      return { link, email };
    });
  }
}
