import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
  Form,
  LARGEST_UPLOAD_BYTES,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  TakesUpload,
  Uploaded,
  Words,
  type Page,
  type Redirect,
  type Submitted,
  type Upload,
} from '../../../foundation/platform/web/index.js';
import { readCellsForm, SHEET_VIEW, SheetForm } from '../../waiting-lists/index.js';
import { MinderLists, type MinderLine, type OpenMinderList } from '../minder-lists.js';
import { HERE, MinderListsPresenter } from './minder-lists.presenter.js';

type Answered = Promise<Page | Redirect>;

/** A desk enters a list of childminders: sent, looked at line by line, entered, taken back. */
@Controller('assistantes-maternelles/listes')
@Allow(Permission.KeepChildminders)
export class MinderListsController {
  constructor(
    private readonly lists: MinderLists,
    private readonly present: MinderListsPresenter,
  ) {}

  @Get()
  async showLists(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('minder-lists/lists', this.present.listsModel(words, await this.lists.listOwn(actor)));
  }

  @Post()
  @TakesUpload()
  sendList(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Uploaded() file: Upload | null,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    return submitForm(
      form,
      {
        view: 'minder-lists/lists',
        model: async () => this.present.listsModel(words, await this.lists.listOwn(actor)),
        refused: ({ refusal }) => refusedField('list', refusal),
      },
      async () => {
        if (file === null) throw new DomainError(refuse('import.noFile'));
        if (file.tooLarge)
          throw new DomainError(refuse('import.tooLarge', { megabytes: LARGEST_UPLOAD_BYTES / 1024 / 1024 }));
        const stored = await this.lists.storeList(actor, file.fileName, file.bytes);
        if ('code' in stored) throw new DomainError(stored);
        return redirect(`${HERE}/${stored.id}`);
      },
    );
  }

  @Get(':listId')
  async showList(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('listId') id: string): Answered {
    const open = await this.lists.openOwn(actor, id);
    if (open.list.state === 'draft' && open.list.workbook?.sheet === null) return redirect(`${HERE}/${id}/feuille`);
    return page('minder-lists/list', this.present.listModel(words, open));
  }

  @Get(':listId/feuille')
  async showSheets(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('listId') id: string,
  ): Promise<Page> {
    const { list, sheets } = await this.lists.listSheets(actor, id);
    return page(SHEET_VIEW, this.present.sheetModel(words, list, sheets));
  }

  @Post(':listId/feuille')
  async chooseSheet(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('listId') id: string,
    @Form(SheetForm) form: Submitted<SheetForm>,
  ): Answered {
    const { list, sheets } = await this.lists.listSheets(actor, id);
    return submitForm(
      form,
      {
        view: SHEET_VIEW,
        model: () => this.present.sheetModel(words, list, sheets),
        refused: ({ refusal }) => refusedField('sheet', refusal),
      },
      async ({ sheet }) => {
        await this.lists.chooseSheet(actor, id, sheet ?? '');
        return redirect(`${HERE}/${id}`);
      },
    );
  }

  @Get(':listId/lignes/:line')
  async showLine(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('listId') id: string,
    @Param('line') number: string,
  ): Promise<Page> {
    const open = await this.lists.openOwn(actor, id);
    return page('minder-lists/line', this.present.lineModel(words, open, lineOf(open, number)));
  }

  @Post(':listId/lignes/:line')
  async mendLine(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('listId') id: string,
    @Param('line') number: string,
    @Body() body: unknown,
  ): Answered {
    const open = await this.lists.openOwn(actor, id);
    const line = lineOf(open, number);
    const form = readCellsForm(body, open.headers.length);
    if (!form.ok) return refusedPage('minder-lists/line', this.present.lineModel(words, open, line), form);
    await this.lists.mendLine(actor, id, line.line, form.cells);
    const after = await this.lists.openOwn(actor, id);
    const mended = lineOf(after, number);
    if (mended.state !== 'wrong') return redirect(`${HERE}/${id}`, 'minderList.notice.mended');
    return refusedPage('minder-lists/line', this.present.lineModel(words, after, mended), {
      values: form.values,
      errors: this.present.errorsOf(words, after, mended),
    });
  }

  @Post(':listId/ajouter')
  async enterReady(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('listId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    await this.lists.openOwn(actor, id);
    return submitForm(form, this.again(words, actor, id, 'enter'), async () => {
      await this.lists.enterReady(actor, id);
      return redirect(`${HERE}/${id}`, 'minderList.notice.entered');
    });
  }

  @Post(':listId/annuler')
  async undoList(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('listId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    await this.lists.openOwn(actor, id);
    return submitForm(form, this.again(words, actor, id, 'undo'), async () => {
      await this.lists.undoList(actor, id);
      return redirect(HERE, 'minderList.notice.undone');
    });
  }

  private again(words: Translator, actor: Actor, id: string, field: string) {
    return {
      view: 'minder-lists/list',
      model: async () => this.present.listModel(words, await this.lists.openOwn(actor, id)),
      refused: ({ refusal }: Parameters<Parameters<typeof submitForm>[1]['refused']>[0]) =>
        refusedField(field, refusal),
    };
  }
}

function lineOf({ lines }: OpenMinderList, number: string): MinderLine {
  const found = lines.find(({ line }) => String(line) === number);
  if (!found) throw new NotFound('minder-list');
  return found;
}
