import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  submitForm,
  Words,
  type Page,
  type Submitted,
  type Redirect,
} from '../../../../foundation/platform/web/index.js';
import { UNMASKING_REASONS } from '../../domain/unmasking.js';
import { SessionQueries } from '../session-queries.js';
import { Unmaskings } from '../unmaskings.js';
import { UnmaskingForm } from './sitting.form.js';

type Model = Record<string, unknown>;

/**
 * The names behind a case, for the person who runs the session. They are asked for with a reason, shown once, and
 * never on the projector. The record of it stays for good.
 */
@Controller('commissions/:id')
export class UnmaskingController {
  constructor(
    private readonly queries: SessionQueries,
    private readonly unmaskings: Unmaskings,
  ) {}

  @Allow(Permission.UnmaskCase)
  @Get('seance/:candidacyId/anonymat')
  async asking(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
  ): Promise<Page> {
    return page('commission/sitting/unmasking', await this.model(words, actor, id, candidacyId));
  }

  @Allow(Permission.UnmaskCase)
  @Post('seance/:candidacyId/anonymat')
  async unmask(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
    @Form(UnmaskingForm) form: Submitted<UnmaskingForm>,
  ): Promise<Page | Redirect> {
    const model = await this.model(words, actor, id, candidacyId);
    const { t } = words;
    return submitForm(
      form,
      { view: 'commission/sitting/unmasking', model: () => model, refused: () => null },
      async ({ reason }) => {
        const { child, adults } = await this.unmaskings.unmaskCase(actor, id, candidacyId, reason);
        return page('commission/sitting/unmasking', {
          ...model,
          reason: t(`commission.unmasking.reason.${reason}`),
          rows: [
            { key: t('commission.unmasking.child'), value: child || t('commission.unmasking.unnamed') },
            { key: t('commission.unmasking.adults'), lines: adults },
          ],
        });
      },
    );
  }

  @Allow(Permission.UnmaskCase)
  @Get('anonymat')
  async listUnmaskings(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
  ): Promise<Page> {
    const { session, mayRun } = await this.queries.readSheet(actor, id);
    if (!mayRun) throw new NotFound('session');
    const { t, shortInstant } = words;
    const rows = await this.unmaskings.listUnmaskings(session.id);
    return page('commission/sitting/unmaskings', {
      id,
      table: {
        caption: t('commission.unmasking.caption'),
        captionHidden: true,
        empty: t('commission.unmasking.none'),
        rowHeader: false,
        columns: ['when', 'who', 'number', 'why'].map((name) => ({ text: t(`commission.unmasking.column.${name}`) })),
        rows: rows.map(({ at, name, number, reason }) => [
          shortInstant(at),
          name,
          number,
          t(`commission.unmasking.reason.${reason}`),
        ]),
      },
    });
  }

  private async model({ t }: Translator, actor: Actor, id: string, candidacyId: string): Promise<Model> {
    const { agenda, mayRun, session } = await this.queries.readSitting(actor, id);
    const masked =
      mayRun && !['closed', 'signed'].includes(session.state)
        ? agenda.find((line) => line.id === candidacyId && line.state === 'frozen')
        : undefined;
    if (!masked) throw new NotFound('candidacy');
    return {
      id,
      heading: t('commission.unmasking.title', { number: masked.agendaNumber }),
      reasons: UNMASKING_REASONS.map((code) => ({ value: code, text: t(`commission.unmasking.reason.${code}`) })),
    };
  }
}
