import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { readSeats } from '../../../offer/supply/index.js';
import { Availabilities } from '../availabilities.js';
import { AvailabilityQuestions } from '../availability-questions.js';
import { ChildminderBook } from '../childminder-book.js';
import { ChildminderLinks } from '../childminder-links.js';
import { ChildminderRecords } from '../childminder-records.js';
import {
  AvailabilityForm,
  availabilityShownAgain,
  ChildminderForm,
  ConfirmForm,
  NewChildminderForm,
  readFacts,
  readFreeFrom,
  readNewChildminder,
} from './childminder.form.js';
import { ChildminderPresenter } from './childminder.presenter.js';

type Answered = Promise<Page | Redirect>;
const HERE = '/assistantes-maternelles';

/** The childminders whom a desk keeps: read, added, changed, asked. */
@Controller('assistantes-maternelles')
@Allow(Permission.KeepChildminders)
export class ChildmindersController {
  constructor(
    private readonly clock: Clock,
    private readonly book: ChildminderBook,
    private readonly records: ChildminderRecords,
    private readonly availabilities: Availabilities,
    private readonly questions: AvailabilityQuestions,
    private readonly links: ChildminderLinks,
    private readonly present: ChildminderPresenter,
  ) {}

  @Get('nouvelle')
  newChildminder(@Words() words: Translator, @CurrentActor() actor: Actor): Page {
    return page('childminders/new', this.present.newModel(words, actor));
  }

  @Post('nouvelle')
  createChildminder(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(NewChildminderForm) form: Submitted<NewChildminderForm>,
  ): Answered {
    const wrong: FieldError[] = [];
    const wanted = readNewChildminder(form.values, wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'childminders/new',
        model: () => this.present.newModel(words, actor),
        refused: ({ refusal }) => refusedField('commune', refusal),
      },
      async () => {
        const id = await this.records.createChildminder(actor, wanted);
        return redirect(`${HERE}/${id}/fiche`, 'minder.notice.created');
      },
    );
  }

  @Get(':providerId')
  async showChildminder(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
  ): Promise<Page> {
    return page('childminders/childminder', await this.pageModel(words, actor, id));
  }

  @Get(':providerId/fiche')
  async showFacts(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
  ): Promise<Page> {
    return page('childminders/facts', this.present.factsModel(words, await this.book.readKept(actor, id)));
  }

  @Post(':providerId/fiche')
  async changeFacts(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ChildminderForm) form: Submitted<ChildminderForm>,
  ): Answered {
    await this.book.readKept(actor, id);
    const wrong: FieldError[] = [];
    const facts = readFacts(form.values, this.clock.today(), wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'childminders/facts',
        model: async () => this.present.factsModel(words, await this.book.readKept(actor, id)),
        refused: async ({ refusal, status }) =>
          status === 409
            ? {
                values: { ...form.values, version: String((await this.book.readKept(actor, id)).provider.version) },
                errors: [refusedField('agreementFrom', refusal)],
              }
            : refusedField(refusal.code === 'childminder.noWay' ? 'channel' : 'age1From', refusal),
      },
      async ({ version }) => {
        await this.records.changeFacts(actor, id, Number(version), facts);
        return redirect(`${HERE}/${id}`, 'minder.notice.saved');
      },
    );
  }

  /** The desk notes what she said on the telephone. */
  @Get(':providerId/disponibilites')
  async showAvailability(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
  ): Promise<Page> {
    return page(
      'childminders/availability',
      this.present.availabilityModel(words, await this.book.readKept(actor, id)),
    );
  }

  @Post(':providerId/disponibilites')
  async sayAvailability(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(AvailabilityForm) form: Submitted<AvailabilityForm>,
  ): Answered {
    await this.book.readKept(actor, id);
    const wrong: FieldError[] = [];
    const wanted = { free: readSeats(form.values['seats[]'], wrong), freeFrom: readFreeFrom(form.values, wrong) };
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'childminders/availability',
        model: async () =>
          this.present.availabilityModel(words, await this.book.readKept(actor, id), form.values['seats[]'] ?? []),
        refused: async (no) => availabilityShownAgain(form.values, no, await this.book.readKept(actor, id)),
      },
      async ({ seen }) => {
        await this.availabilities.say(actor, id, wanted, seen ?? '');
        return redirect(`${HERE}/${id}`, 'minder.notice.said');
      },
    );
  }

  @Post(':providerId/confirmer')
  async confirm(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ConfirmForm) form: Submitted<ConfirmForm>,
  ): Answered {
    return this.act(words, actor, id, form, async () => {
      await this.availabilities.confirm(actor, id, String(form.values['seen'] ?? ''));
      return 'minder.notice.confirmed';
    });
  }

  @Post(':providerId/demander')
  async askNow(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    return this.act(words, actor, id, form, async () => {
      await this.questions.askNow(actor, id);
      return 'minder.notice.asked';
    });
  }

  @Post(':providerId/liens/fermer')
  async revokeLinks(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    return this.act(words, actor, id, form, async () => {
      await this.links.revokeAll(actor, id);
      return 'minder.notice.linksClosed';
    });
  }

  /** A button of her page. */
  private async act<T>(
    words: Translator,
    actor: Actor,
    id: string,
    form: Submitted<T>,
    work: () => Promise<string>,
  ): Answered {
    await this.book.readKept(actor, id);
    return submitForm(
      form,
      {
        view: 'childminders/childminder',
        model: () => this.pageModel(words, actor, id),
        refused: ({ refusal }) => refusedField('availability', refusal),
      },
      async () => redirect(`${HERE}/${id}`, await work()),
    );
  }

  private async pageModel(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const known = await this.book.readKept(actor, id);
    return this.present.pageModel(words, known, await this.links.listLive(id));
  }
}
