import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  Form,
  ListsFamilies,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FieldError,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { ClosingStays } from '../closing-stays.js';
import { EndStaysForm } from './closing-stays.form.js';
import { ClosingStaysPresenter } from './closing-stays.presenter.js';

const VIEW = 'closing-stays/closing-stays';

/** The stays that go beyond a closing: the list, the form that ends them, and what restores them. */
@Controller('offre/:providerId/accueils-a-la-fermeture')
@Allow(Permission.ManageProviders)
export class ClosingStaysController {
  constructor(
    private readonly stays: ClosingStays,
    private readonly presenter: ClosingStaysPresenter,
  ) {}

  @Get()
  @ListsFamilies('stays-of-closing', ['ending.items', 'toCome'], { of: 'providerId' })
  async showStays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
  ): Promise<Page> {
    return page(VIEW, await this.model(words, actor, this.stays.readEstablishment(actor, id)));
  }

  @Post()
  @ListsFamilies('stays-of-closing', ['ending.items', 'toCome'], { of: 'providerId' })
  endStays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(EndStaysForm) form: Submitted<EndStaysForm>,
  ): Promise<Page | Redirect> {
    const provider = this.stays.readEstablishment(actor, id);
    const chosen = [form.values['stays'] ?? []].flat() as string[];
    const wrong: FieldError[] = [];
    if (chosen.length === 0) wrong.push({ field: 'stays', message: 'closingStays.errors.stays' });
    if (!String(form.values['reason'] ?? '').trim())
      wrong.push({ field: 'reason', message: 'closingStays.errors.reason' });
    return submitForm(
      alsoWrong(form, wrong),
      this.formPage(words, actor, provider, 'stays'),
      async ({ reason = '' }) => {
        await this.stays.endStays(actor, provider, chosen, reason.trim());
        return redirect(this.urlOf(provider), 'closingStays.notice.ended');
      },
    );
  }

  @Post(':endingId/retablir')
  @ListsFamilies('stays-of-closing', ['ending.items', 'toCome'], { of: 'providerId' })
  restoreStays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('endingId') endingId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    const provider = this.stays.readEstablishment(actor, id);
    return submitForm(form, this.formPage(words, actor, provider, 'restore'), async () => {
      await this.stays.restoreStays(actor, provider, endingId);
      return redirect(this.urlOf(provider), 'closingStays.notice.restored');
    });
  }

  private formPage(words: Translator, actor: Actor, provider: Provider, field: string): FormPage {
    return {
      view: VIEW,
      model: () => this.model(words, actor, provider),
      refused: ({ refusal }) => ({ errors: [refusedField(field, refusal)] }),
    };
  }

  private async model(words: Translator, actor: Actor, provider: Provider): Promise<Record<string, unknown>> {
    return this.presenter.model(words, provider, await this.stays.readStays(actor, provider));
  }

  private urlOf({ id }: Provider): string {
    return `/offre/${id}/accueils-a-la-fermeture`;
  }
}
