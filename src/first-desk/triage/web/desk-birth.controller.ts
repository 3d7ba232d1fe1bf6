import { Controller, Get, Param, Post } from '@nestjs/common';
import {
  BirthForm,
  birthErrors,
  birthModel,
  birthOf,
  Births,
  mayTellBirth,
  readerOf,
  StopForm,
  type RequestFile,
} from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { EndedPregnancies } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  EmptyForm,
  Form,
  page,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskRequests } from '../desk-requests.js';
import { RequestPages } from './request-pages.js';

/** The birth of a child who was expected, or its request stopped without a reason, as the family tells its desk. */
@Controller('rpe/demandes/:requestId')
@Allow(Permission.TriageRequests)
export class DeskBirthController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly births: Births,
    private readonly ended: EndedPregnancies,
  ) {}

  @Get('naissance')
  async askBirth(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    const model = this.birthModel(words, await this.readExpected(actor, id));
    return page('dossier/answers/birth', { ...model, form: emptyForm(model['values'] as Record<string, string>) });
  }

  @Post('naissance')
  async recordBirth(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(BirthForm) form: Submitted<BirthForm>,
  ): Promise<Page | Redirect> {
    const { request } = await this.readExpected(actor, id);
    const checked = alsoWrong(form, birthErrors(form.values, request.dueDate!, this.pages.screen(words).today));
    return this.pages.answerForm(
      words,
      actor,
      id,
      checked,
      { view: 'dossier/answers/birth', model: async () => this.birthModel(words, await this.readExpected(actor, id)) },
      async ({ version, ...typed }) => {
        await this.births.recordBirth(actor, id, birthOf(typed), Number(version));
        return 'birth.notice.noted';
      },
      'birth',
    );
  }

  @Post('naissance/pas-encore')
  async reportNotBorn(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return this.pages.answerForm(
      words,
      actor,
      id,
      form,
      { view: 'dossier/answers/birth', model: async () => this.birthModel(words, await this.readExpected(actor, id)) },
      async () => {
        await this.readExpected(actor, id);
        await this.births.reportNotBorn(actor, id);
        return 'birth.notice.deskLater';
      },
      'birth',
    );
  }

  @Get('arreter')
  async askStop(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('dossier/answers/stop', this.stopModel(words, await this.readExpected(actor, id)));
  }

  @Post('arreter')
  async stopRequest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(StopForm) form: Submitted<StopForm>,
  ): Promise<Page | Redirect> {
    return this.pages.answerForm(
      words,
      actor,
      id,
      form,
      { view: 'dossier/answers/stop', model: async () => this.stopModel(words, await this.readExpected(actor, id)) },
      async ({ version }) => {
        await this.ended.stopRequest(actor, id, Number(version));
        return 'birth.notice.deskStopped';
      },
      'version',
    );
  }

  private async readExpected(actor: Actor, id: string): Promise<RequestFile> {
    const file = await this.requests.readFile(actor, id);
    if (!mayTellBirth(file.request)) throw new NotFound('birth');
    return file;
  }

  private birthModel(words: Translator, file: RequestFile): Record<string, unknown> {
    const base = `/rpe/demandes/${file.request.id}`;
    const notYetHref = `${base}/naissance/pas-encore`;
    return { ...birthModel(words.inVoice('atDesk'), file, base), ...readerOf(true), back: base, notYetHref };
  }

  private stopModel({ t }: Translator, { request: { id, version } }: RequestFile): Record<string, unknown> {
    const base = `/rpe/demandes/${id}`;
    return { title: t('birth.stop.title'), base, version, ...readerOf(true), back: base };
  }
}
