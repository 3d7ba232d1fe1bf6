import { Controller, Get, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Ticked,
  WholeNumber,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FigureWatches } from '../figure-watches.js';

const VIEW = 'observatory/watches';

class WatchForm {
  @Ticked('observatory.errors.watchMonth') month?: string;
  @WholeNumber('observatory.errors.watchWithout') without?: string;
  @WholeNumber('observatory.errors.watchWaiting') waiting?: string;
}

/** What one is told of the figures, started and stopped by oneself. */
@Controller('rapport/abonnements')
@Allow(Permission.ReadIndicators)
export class WatchController {
  constructor(private readonly watches: FigureWatches) {}

  @Get()
  async showWatches(@Words() { t }: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const { month, without, waiting } = await this.watches.readOwn(actor);
    return page(VIEW, {
      title: t('observatory.watch.title'),
      form: emptyForm({
        ...(month ? { month: 'yes' } : {}),
        without: without === null ? '' : String(without),
        waiting: waiting === null ? '' : String(waiting),
      }),
    });
  }

  @Post()
  changeWatches(
    @Words() { t }: Translator,
    @CurrentActor() actor: Actor,
    @Form(WatchForm) form: Submitted<WatchForm>,
  ): Promise<Page | Redirect> {
    const model = { title: t('observatory.watch.title') };
    return submitForm(
      form,
      {
        view: VIEW,
        model: () => model,
        refused: ({ refusal }) => refusedField(refusal.code === 'watch.waiting' ? 'waiting' : 'without', refusal),
      },
      async ({ month, without, waiting }) => {
        const threshold = (typed: string | undefined): number | null => (typed ? Number(typed) : null);
        await this.watches.changeOwn(actor, {
          month: month === 'yes',
          without: threshold(without),
          waiting: threshold(waiting),
        });
        return redirect('/rapport/abonnements', 'observatory.watch.kept');
      },
    );
  }
}
