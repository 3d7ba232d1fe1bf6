import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isId } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { JournalStanding } from '../../../foundation/platform/audit-chain/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  csvOf,
  dayInputs,
  Download,
  emptyForm,
  Form,
  ListsFamilies,
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
import { JournalLooks } from '../journal-looks.js';
import { JournalPresenter } from './journal.presenter.js';
import { dayOfField, LookForm } from './look.form.js';

/** How far back a look begins unless it says otherwise. */
const DAYS_BACK = 30;
const FIELD_OF: Readonly<Record<string, string>> = { 'journal.period': 'until', 'journal.noDossier': 'number' };
/** The last line of the page before, as the address says it. */
const PLACE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([0-9a-f-]{36})$/;

/** Who did and read what: looked for by an auditor, for a reason that is in the journal itself. */
@Controller('journal')
@Allow(Permission.ReadJournal)
export class JournalController {
  constructor(
    private readonly looks: JournalLooks,
    private readonly standing: JournalStanding,
    private readonly presenter: JournalPresenter,
    private readonly clock: Clock,
  ) {}

  @Get()
  async showJournal(@Words() words: Translator): Promise<Page> {
    const today = this.clock.today();
    const usual = { ...dayInputs('since', addDays(today, -DAYS_BACK)), ...dayInputs('until', today) };
    return page('journal/journal', { ...(await this.model(words)), form: emptyForm(usual) });
  }

  @Post()
  async beginLook(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(LookForm) form: Submitted<LookForm>,
  ): Promise<Page | Redirect> {
    const wrong: FieldError[] = [];
    const [since, until] = [dayOfField(form.values, 'since', wrong), dayOfField(form.values, 'until', wrong)];
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'journal/journal',
        model: () => this.model(words),
        refused: ({ refusal }) => refusedField(FIELD_OF[refusal.code] ?? 'reason', refusal),
      },
      async ({ reason, text, person, number, act }) => {
        const look = {
          reason,
          text: text.trim(),
          since,
          until,
          ...(person ? { accountId: person } : {}),
          ...(number?.trim() ? { number: number.trim() } : {}),
          ...(act ? { act } : {}),
        };
        return redirect(`/journal/${await this.looks.beginLook(actor, look)}`);
      },
    );
  }

  @Get(':lookId')
  @ListsFamilies('look', ['table'], { of: 'lookId', filter: ['apres'], named: false })
  async showLines(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('lookId') lookId: string,
    @Query('apres') after?: string,
  ): Promise<Page> {
    if (!isId(lookId)) throw new NotFound('look');
    const [, at, id] = PLACE.exec(after ?? '') ?? [];
    const found = await this.looks.readPage(actor, lookId, at && id ? { at, id } : undefined);
    return page('journal/look', this.presenter.lookModel(words, lookId, found, await this.looks.listPeople()));
  }

  @FreshProof()
  @Get(':lookId/lignes.csv')
  async readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('lookId') lookId: string,
  ): Promise<Download> {
    if (!isId(lookId)) throw new NotFound('look');
    const lines = await this.looks.readFile(actor, lookId);
    return new Download(csvOf(this.presenter.csvLines(words, lines)), 'journal.csv', 'text/csv; charset=utf-8');
  }

  private async model(words: Translator): Promise<Record<string, unknown>> {
    return this.presenter.journalModel(words, await this.looks.listPeople(), await this.standing.readStanding());
  }
}
