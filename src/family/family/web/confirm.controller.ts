import { Controller, Get } from '@nestjs/common';
import { Confirmations } from '../../../commissions/commission/index.js';
import { isOpen } from '../../../dossier/dossier/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { mayChange } from '../family-answers.js';
import { FamilyFiles } from '../family-files.js';
import { FollowPresenter } from './follow.presenter.js';

/** Before a session, the family confirms that it still looks for a place: one button for each child. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/confirmer')
export class ConfirmController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly confirmations: Confirmations,
    private readonly present: FollowPresenter,
    private readonly territory: Territory,
  ) {}

  @Get()
  async askConfirmation(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const { t, fullDay, day } = words;
    const { requests, dossier } = await this.files.readFile(actor);
    const children = [];
    for (const { request, locked } of requests.filter(({ request: { state } }) => isOpen(state))) {
      const [asked] = await this.confirmations.askedOf(request);
      if (!asked) continue;
      children.push({
        name: this.present.nameOf(words, request),
        base: `/mon-dossier/demandes/${request.id}`,
        version: request.version,
        changeable: mayChange(request.state) && !locked,
        isFixed: asked.isFixed,
        text: t(asked.isFixed ? 'family.confirm.fixed' : 'family.confirm.when', {
          body: asked.bodyName,
          day: fullDay(dayOf(asked.startsAt)),
          freeze: asked.before ? day(asked.before) : 'none',
        }),
        confirmed: asked.confirmedAt ? t('family.confirm.confirmed', { day: day(dayOf(asked.confirmedAt)) }) : null,
      });
    }
    return page('family/confirm', {
      title: t(
        children.length > 0 && children.every(({ isFixed }) => isFixed)
          ? 'family.confirm.titleFixed'
          : 'family.confirm.title',
      ),
      asks: children.some(({ isFixed }) => !isFixed),
      children,
      desk: this.territory.desk(dossier.deskId),
    });
  }
}
