import { Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import { SLOTS, slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import type { Derogation, PresentEntry } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  LARGEST_UPLOAD_BYTES,
  page,
  readDay,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  TakesUpload,
  Uploaded,
  Words,
  EmptyForm,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
  type Upload,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { NobodyPresent } from '../nobody-present.js';
import { OwnEstablishments } from '../own-establishments.js';
import { PresentLists } from '../present-lists.js';
import { neededDay } from './eaje-words.js';
import { PresentChildForm, readParent } from './present.form.js';
import { PresentPresenter } from './present.presenter.js';

const MEGABYTES = LARGEST_UPLOAD_BYTES / 1024 / 1024;
const typed = (values: Record<string, unknown>, field: string): string => String(values[field] ?? '').trim();

/** A director enters the children who are there already: one by one, or by a list. */
@Controller('eaje/:establishmentId/presents')
@Allow(Permission.DeclarePlaces)
export class EajePresentController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly lists: PresentLists,
    private readonly nobody: NobodyPresent,
    private readonly presenter: PresentPresenter,
  ) {}

  @Get()
  async showEntry(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    return page('eaje/present', { ...(await this.model(words, this.own.readOwn(actor, id))), form: emptyForm() });
  }

  @Post()
  async enterChild(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(PresentChildForm) form: Submitted<PresentChildForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const { entry, errors } = readEntry(form.values);
    const isDecided = typed(form.values, 'reason') !== '' || readDay(form.values, 'until') !== null;
    const derogation = isDecided ? readDerogation(form.values, errors) : null;
    return submitForm(
      alsoWrong(form, errors),
      {
        view: 'eaje/present',
        model: () => this.model(words, provider),
        refused: ({ refusal }) => refusedField(fieldOf(refusal.code), refusal),
      },
      async () => {
        const fate = await this.lists.enterOne(actor, provider, entry, derogation);
        if (fate.fate === 'placed') return redirect(`/eaje/${provider.id}/accueils`, 'eaje.notice.presentEntered');
        if (fate.fate === 'refused') throw new DomainError(fate.refusal);
        if (fate.fate === 'known') throw new DomainError(refuse('present.known'));
        const model = {
          ...(await this.model(words, provider)),
          exceeded: this.presenter.exceeded(words, fate.exceeded),
        };
        return refusedPage(
          'eaje/present',
          model,
          { values: form.values, errors: [{ field: 'reason', message: 'eaje.errors.exceeds' }] },
          422,
        );
      },
    );
  }

  @Post('aucun')
  declareNobody(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      form,
      {
        view: 'eaje/present',
        model: () => this.model(words, provider),
        refused: ({ refusal }) => refusedField('nobody', refusal),
      },
      async () => {
        await this.nobody.declareNobody(actor, provider.id);
        return redirect(`/eaje/${provider.id}/presents`, 'eaje.notice.nobody');
      },
    );
  }

  @Post('aucun/retirer')
  async takeBack(@CurrentActor() actor: Actor, @Param('establishmentId') id: string): Promise<Redirect> {
    await this.nobody.takeBack(actor, id);
    return redirect(`/eaje/${encodeURIComponent(id)}/presents`, 'eaje.notice.nobodyBack');
  }

  @Post('listes')
  @TakesUpload()
  async sendList(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Uploaded() file: Upload | null,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      form,
      {
        view: 'eaje/present',
        model: () => this.model(words, provider),
        refused: ({ refusal }) => refusedField('list', refusal),
      },
      async () => {
        if (file === null) throw new DomainError(refuse('import.noFile'));
        if (file.tooLarge) throw new DomainError(refuse('import.tooLarge', { megabytes: MEGABYTES }));
        const stored = await this.lists.storeList(actor, provider, file.fileName, file.bytes);
        if ('code' in stored) throw new DomainError(stored);
        return redirect(`/eaje/${provider.id}/presents/listes/${stored.id}`);
      },
    );
  }

  private async model(words: Translator, provider: Provider): Promise<Record<string, unknown>> {
    return {
      ...this.presenter.entryModel(words, provider, await this.lists.listLists(provider)),
      ...this.presenter.nobodyModel(words, provider, await this.nobody.readStanding(provider.id)),
    };
  }
}

const FIELDS: Readonly<Record<string, string>> = {
  'present.beforeBirth': 'birth',
  'present.noSection': 'sectionId',
  'present.untilTooEarly': 'until',
  'present.known': 'firstName',
  'present.endBeforeStart': 'to',
  'present.left': 'to',
  'seats.tooFar': 'to',
};
const fieldOf = (code: string): string => FIELDS[code] ?? 'slots';

function readEntry(values: Record<string, unknown>): { entry: PresentEntry; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const [firstName, surname] = [typed(values, 'firstName'), typed(values, 'surname')];
  if (firstName === '') errors.push({ field: 'firstName', message: 'eaje.errors.firstName' });
  if (surname === '') errors.push({ field: 'surname', message: 'eaje.errors.surname' });
  const birthDate = neededDay(values, 'birth', errors);
  const since = neededDay(values, 'from', errors);
  const to = readDay(values, 'to');
  if (to === 'invalid') errors.push({ field: 'to', message: 'eaje.errors.toNotADay' });
  const slots = slotsToMask(SLOTS.filter((slot) => [values['slots'] ?? []].flat().includes(slot)));
  if (slots === 0) errors.push({ field: 'slots', message: 'eaje.errors.slots' });
  const sectionId = typed(values, 'sectionId') || null;
  return {
    entry: {
      firstName,
      surname,
      birthDate,
      sectionId,
      slots,
      since,
      to: to === 'invalid' ? null : to,
      parent: readParent(values),
    },
    errors,
  };
}

/** The reason and the end of a decision; both are needed. */
export function readDerogation(values: Record<string, unknown>, errors: FieldError[]): Derogation {
  const reason = typed(values, 'reason');
  if (reason === '') errors.push({ field: 'reason', message: 'eaje.errors.reasonMissing' });
  return { reason, until: neededDay(values, 'until', errors) };
}
