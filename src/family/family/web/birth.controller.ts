import { Controller, Get, Param, Post } from '@nestjs/common';
import {
  BirthForm,
  birthErrors,
  birthModel,
  birthOf,
  Births,
  isExpected,
  mayTellBirth,
  StopForm,
  type RequestFile,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
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
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FamilyFiles } from '../family-files.js';

const BACK = '/mon-dossier';

/** The birth of a child who was expected, told in one page; or its request stopped, without a reason. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier')
export class BirthController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly births: Births,
    private readonly ended: EndedPregnancies,
    private readonly clock: Clock,
  ) {}

  /** Where the link of the question leads: to the page of the child, or to the children when several are expected. */
  @Get('naissance')
  async findExpected(@CurrentActor() actor: Actor): Promise<Redirect> {
    const { requests } = await this.files.readFile(actor);
    const expected = requests.filter(({ request }) => isExpected(request) && mayTellBirth(request));
    return redirect(expected.length === 1 ? `${BACK}/demandes/${expected[0]!.request.id}/naissance` : BACK);
  }

  @Get('demandes/:id/naissance')
  async askBirth(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const model = this.model(words, await this.readExpected(actor, id));
    return page('dossier/answers/birth', { ...model, form: emptyForm(model['values'] as Record<string, string>) });
  }

  @Post('demandes/:id/naissance')
  async recordBirth(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(BirthForm) form: Submitted<BirthForm>,
  ): Promise<Page | Redirect> {
    const file = await this.readExpected(actor, id);
    return submitForm(
      alsoWrong(form, birthErrors(form.values, file.request.dueDate!, this.clock.today())),
      {
        view: 'dossier/answers/birth',
        model: () => this.model(words, file),
        refused: async ({ status }) =>
          status === 409
            ? { model: { ...this.model(words, await this.readExpected(actor, id)), conflict: true } }
            : null,
      },
      async ({ version, ...typed }) => {
        await this.births.recordBirth(actor, id, birthOf(typed), Number(version));
        return redirect(BACK, 'birth.notice.recorded');
      },
    );
  }

  @Post('demandes/:id/naissance/pas-encore')
  async answerLater(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(EmptyForm) _form: Submitted<EmptyForm>,
  ): Promise<Redirect> {
    await this.readExpected(actor, id);
    await this.births.reportNotBorn(actor, id);
    return redirect(BACK, 'birth.notice.later');
  }

  @Get('demandes/:id/arreter')
  async askStop(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('dossier/answers/stop', this.stopModel(words, await this.readExpected(actor, id)));
  }

  @Post('demandes/:id/arreter')
  async stopRequest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(StopForm) form: Submitted<StopForm>,
  ): Promise<Page | Redirect> {
    const file = await this.readExpected(actor, id);
    return submitForm(
      form,
      {
        view: 'dossier/answers/stop',
        model: () => this.stopModel(words, file),
        refused: async ({ status }) =>
          status === 409
            ? { model: { ...this.stopModel(words, await this.readExpected(actor, id)), conflict: true } }
            : null,
      },
      async ({ version }) => {
        await this.ended.stopRequest(actor, id, Number(version));
        return redirect(BACK, 'birth.notice.stopped');
      },
    );
  }

  /** @throws NotFound when the request is another family's, or was not made before a birth */
  private async readExpected(actor: Actor, id: string): Promise<RequestFile> {
    const file = await this.files.readRequest(actor, id);
    if (!mayTellBirth(file.request)) throw new NotFound('birth');
    return file;
  }

  private model(words: Translator, file: RequestFile): Record<string, unknown> {
    const base = `${BACK}/demandes/${file.request.id}`;
    return { ...birthModel(words, file, base), back: BACK, notYetHref: `${base}/naissance/pas-encore` };
  }

  private stopModel({ t }: Translator, { request: { id, version } }: RequestFile): Record<string, unknown> {
    return { title: t('birth.stop.title'), base: `${BACK}/demandes/${id}`, version, back: BACK };
  }
}
