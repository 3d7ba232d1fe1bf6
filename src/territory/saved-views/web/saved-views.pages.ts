import { Controller, Get, Query } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import {
  alsoWrong,
  emptyForm,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Text,
  Visit,
  Words,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { isListAddress, LONGEST_NAME } from '../domain/saved-view.js';
import { SavedViews } from '../saved-views.js';

class KeptViewForm {
  @Text('view.errors.name', LONGEST_NAME, 'view.errors.long') name?: string;
  @Text('web.errors.unreadable', 600) list?: string;
}

type Model = Record<string, unknown>;

const newModel = ({ t }: Translator, list: string): Model => ({ title: t('view.new'), list });

/** The views that a person keeps of the lists it works with. */
@Controller('personnel/vues')
@Allow(Permission.UseStaffPages)
export class SavedViewPages {
  constructor(private readonly views: SavedViews) {}

  @Show()
  async listViews({ words, actor }: Visit): Promise<Page> {
    return page('saved-views/views', {
      title: words.t('pages.savedViews.name'),
      views: (await this.views.listOwn(actor)).map(({ id, name, address }) => ({ id, name, href: address })),
    });
  }

  @Get('nouvelle')
  showNew(@Words() words: Translator, @Query('liste') list: unknown): Page {
    const address = typeof list === 'string' ? list : '';
    if (!isListAddress(address)) throw new NotFound('view');
    return page('saved-views/new', { ...newModel(words, address), form: emptyForm() });
  }

  @Press('', KeptViewForm)
  async keepView({ words, actor, form }: Visit<KeptViewForm>): Promise<Page | Redirect> {
    const list = String(form.values['list'] ?? '');
    if (!isListAddress(list)) throw new NotFound('view');
    const isNameless = String(form.values['name'] ?? '').trim() === '';
    return submitForm(
      alsoWrong(form, isNameless ? [{ field: 'name', message: 'view.errors.name' }] : []),
      {
        view: 'saved-views/new',
        model: () => newModel(words, list),
        refused: ({ refusal }) => refusedField('name', refusal),
      },
      async ({ name = '' }) => {
        await this.views.keepView(actor, name, list);
        return redirect(list, 'view.notice.kept');
      },
    );
  }

  @Press(':viewId/retirer')
  async removeView({ actor, id }: Visit): Promise<Redirect> {
    await this.views.removeView(actor, id('viewId'));
    return redirect('/personnel/vues', 'view.notice.removed');
  }
}
