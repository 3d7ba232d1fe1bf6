import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  ShowsFamily,
  alsoWrong,
  EmptyForm,
  Form,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { readCellsForm, SHEET_VIEW, SheetForm } from '../../../lists/waiting-lists/index.js';
import { PRESENT_USES } from '../domain/present-columns.js';
import { OwnEstablishments } from '../own-establishments.js';
import { PresentLists, type OpenList, type PresentLine } from '../present-lists.js';
import { readDerogation } from './present.controller.js';
import { ExceedingForm } from './present.form.js';
import { PresentPresenter } from './present.presenter.js';

type Answered = Promise<Page | Redirect>;

/** One list of children who are there already: looked at, mended, entered, decided and taken back. */
@Controller('eaje/:establishmentId/presents/listes/:listId')
@Allow(Permission.DeclarePlaces)
@ListsFamilies('present-list', ['table'], { of: 'listId' })
export class EajePresentListsController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly lists: PresentLists,
    private readonly presenter: PresentPresenter,
  ) {}

  @Get()
  async showList(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
  ): Answered {
    const provider = this.own.readOwn(actor, id);
    const open = await this.lists.openList(provider, listId);
    if (asksForSheet(open)) return redirect(`${here(provider, listId)}/feuille`);
    return this.listPage(words, provider, open);
  }

  @Get('feuille')
  async showSheets(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const { list, sheets } = await this.lists.listSheets(provider, listId);
    return page(SHEET_VIEW, this.presenter.sheetModel(words, provider, list, sheets));
  }

  @Post('feuille')
  async chooseSheet(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
    @Form(SheetForm) form: Submitted<SheetForm>,
  ): Answered {
    const provider = this.own.readOwn(actor, id);
    const { list, sheets } = await this.lists.listSheets(provider, listId);
    return submitForm(
      form,
      {
        view: SHEET_VIEW,
        model: () => this.presenter.sheetModel(words, provider, list, sheets),
        refused: ({ refusal }) => refusedField('sheet', refusal),
      },
      async ({ sheet }) => {
        await this.lists.chooseSheet(actor, provider, listId, sheet ?? '');
        return redirect(here(provider, listId));
      },
    );
  }

  @Post('colonnes')
  async settleColumns(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
    @Body() body: unknown,
  ): Answered {
    const provider = this.own.readOwn(actor, id);
    const open = await this.lists.openList(provider, listId);
    const form = readCellsForm(body, open.uses.length);
    if (!form.ok) return this.listPage(words, provider, open, form);
    const uses = form.cells.map((cell) => PRESENT_USES.find((use) => use === cell) ?? 'ignore');
    await this.lists.settleColumns(actor, provider, listId, uses);
    return redirect(here(provider, listId), 'eaje.notice.columnsSettled');
  }

  @Get('lignes/:line')
  @ShowsFamily('present-list', 'listId')
  async showLine(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
    @Param('line') number: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const open = await this.lists.openList(provider, listId);
    return page('eaje/present-line', this.presenter.lineModel(words, provider, open, lineOf(open, number)));
  }

  @Post('lignes/:line')
  @ShowsFamily('present-list', 'listId')
  async mendLine(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
    @Param('line') number: string,
    @Body() body: unknown,
  ): Answered {
    const provider = this.own.readOwn(actor, id);
    const open = await this.lists.openList(provider, listId);
    const line = lineOf(open, number);
    const form = readCellsForm(body, open.uses.length);
    if (!form.ok) return refusedPage('eaje/present-line', this.presenter.lineModel(words, provider, open, line), form);
    await this.lists.mendLine(actor, provider, listId, line.line, form.cells);
    const after = await this.lists.openList(provider, listId);
    const mended = lineOf(after, number);
    if (mended.state !== 'wrong' && mended.state !== 'refused')
      return redirect(here(provider, listId), 'eaje.notice.lineMended');
    return refusedPage('eaje/present-line', this.presenter.lineModel(words, provider, after, mended), {
      values: form.values,
      errors: this.presenter.errorsOf(words, after, mended),
    });
  }

  @Post('ajouter')
  async enterReady(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    const provider = this.own.readOwn(actor, id);
    return submitForm(form, this.again(words, provider, listId, 'enter'), async () => {
      await this.lists.enterReady(actor, provider, listId);
      return redirect(here(provider, listId), 'eaje.notice.listEntered');
    });
  }

  @Post('depassements')
  async enterExceeding(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
    @Form(ExceedingForm) form: Submitted<ExceedingForm>,
  ): Answered {
    const provider = this.own.readOwn(actor, id);
    const errors: FieldError[] = [];
    const lines = [form.values['lines'] ?? []].flat().map(Number);
    if (lines.length === 0) errors.push({ field: 'lines', message: 'eaje.errors.lines' });
    const derogation = readDerogation(form.values, errors);
    return submitForm(alsoWrong(form, errors), this.again(words, provider, listId, 'until'), async () => {
      await this.lists.enterExceeding(actor, provider, listId, lines, derogation);
      return redirect(here(provider, listId), 'eaje.notice.exceedingEntered');
    });
  }

  @Post('annuler')
  async undoList(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('listId') listId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    const provider = this.own.readOwn(actor, id);
    return submitForm(form, this.again(words, provider, listId, 'undo'), async () => {
      await this.lists.undoList(actor, provider, listId);
      return redirect(`/eaje/${provider.id}/presents`, 'eaje.notice.listUndone');
    });
  }

  /** The page of the list again, with a refusal at a field. */
  private again(words: Translator, provider: Provider, listId: string, field: string) {
    return {
      view: 'eaje/present-list',
      model: async () => this.presenter.listModel(words, provider, await this.lists.openList(provider, listId)),
      refused: ({ refusal }: Parameters<Parameters<typeof submitForm>[1]['refused']>[0]) =>
        refusedField(field, refusal),
    };
  }

  private listPage(
    words: Translator,
    provider: Provider,
    open: OpenList,
    refused?: { values: Record<string, unknown>; errors: readonly FieldError[] },
  ): Page {
    const model = this.presenter.listModel(words, provider, open);
    return refused
      ? refusedPage('eaje/present-list', model, refused)
      : page('eaje/present-list', { ...model, form: { values: model['chosen'], errors: [] } });
  }
}

const here = (provider: Provider, listId: string): string => `/eaje/${provider.id}/presents/listes/${listId}`;

/** Whether nobody has said yet which sheet of a workbook is meant. */
const asksForSheet = ({ list }: OpenList): boolean => list.state === 'draft' && list.workbook?.sheet === null;

function lineOf({ lines }: OpenList, number: string): PresentLine {
  const found = lines.find(({ line }) => String(line) === number);
  if (!found) throw new NotFound('present-list');
  return found;
}
