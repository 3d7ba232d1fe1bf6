import { Controller, Get } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { Consultations } from '../consultations.js';
import { FamilyFiles } from '../family-files.js';

/** A family sees who read its dossier. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/consultations')
export class ConsultationsController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly consultations: Consultations,
  ) {}

  @Get()
  async listConsultations(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const { t, fullDay } = words;
    const told = await this.consultations.listOf(this.files.dossierIdOf(actor));
    return page('family/consultations', {
      title: t('family.consultations.title'),
      table: {
        caption: t('family.consultations.title'),
        captionHidden: true,
        empty: t('family.consultations.nobody'),
        columns: ['day', 'role'].map((name) => ({ text: t(`family.consultations.column.${name}`) })),
        rows: told.map(({ day, role }) => [fullDay(day), t(`family.consultations.role.${role}`)]),
      },
    });
  }
}
