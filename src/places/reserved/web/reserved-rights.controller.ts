import { Controller, Param, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  Form,
  ListsFamilies,
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
import { ReservedBook } from '../reserved-book.js';
import { ChildForm, neededTextOf, RightForm } from './reserved.forms.js';
import { ReservedPresenter } from './reserved.presenter.js';

/** Who may take reserved places, and which children who are there take one. */
@Controller('offre/:providerId/places-reservees')
@Allow(Permission.ManageProviders)
@ListsFamilies('reserved-places', ['children'], { of: 'providerId' })
export class ReservedRightsController {
  constructor(
    private readonly book: ReservedBook,
    private readonly clock: Clock,
    private readonly presenter: ReservedPresenter,
  ) {}

  @Post('familles')
  noteFamily(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(RightForm) form: Submitted<RightForm>,
  ): Promise<Page | Redirect> {
    this.book.readEstablishment(actor, id);
    const wrong: FieldError[] = [];
    const number = neededTextOf(form.values, 'number', 'reserved.errors.number', wrong);
    const owner = neededTextOf(form.values, 'owner', 'reserved.errors.owner', wrong);
    const saidBy = neededTextOf(form.values, 'saidBy', 'reserved.errors.saidBy', wrong);
    return submitForm(alsoWrong(form, wrong), this.pageOf(words, actor, id, 'number'), async () => {
      await this.book.noteFamily(actor, id, number, owner, saidBy);
      return redirect(`/offre/${id}/places-reservees`, 'reserved.notice.noted');
    });
  }

  @Post('familles/:rightId/retirer')
  endRight(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('rightId') rightId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return submitForm(form, this.pageOf(words, actor, id, 'number'), async () => {
      await this.book.endRight(actor, id, rightId);
      return redirect(`/offre/${id}/places-reservees`, 'reserved.notice.rightEnded');
    });
  }

  @Post('enfants')
  setOwner(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ChildForm) form: Submitted<ChildForm>,
  ): Promise<Page | Redirect> {
    this.book.readEstablishment(actor, id);
    const wrong: FieldError[] = [];
    const nobody = form.values['nobody'] === 'yes';
    const placement = neededTextOf(form.values, 'placement', 'reserved.errors.child', wrong);
    const owner = nobody ? '' : neededTextOf(form.values, 'childOwner', 'reserved.errors.owner', wrong);
    const saidBy = nobody ? '' : neededTextOf(form.values, 'childSaidBy', 'reserved.errors.saidBy', wrong);
    return submitForm(alsoWrong(form, wrong), this.pageOf(words, actor, id, 'childOwner'), async () => {
      await this.book.setOwner(actor, id, placement, nobody ? null : owner, saidBy);
      return redirect(`/offre/${id}/places-reservees`, 'reserved.notice.childSet');
    });
  }

  private pageOf(words: Translator, actor: Actor, id: string, field: string): FormPage {
    return {
      view: 'reserved/reserved',
      model: async () => {
        const provider = this.book.readEstablishment(actor, id);
        const year = Number(this.clock.today().slice(0, 4));
        return {
          ...this.presenter.overviewModel(words, provider, await this.book.readOverview(actor, provider)),
          ...this.presenter.hoursModel(words, provider, year, await this.book.readHours(provider, year)),
        };
      },
      refused: ({ refusal }) => refusedField(field, refusal),
    };
  }
}
