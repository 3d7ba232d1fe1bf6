import { Controller, Get, Post } from '@nestjs/common';
import { NotFound } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  EmptyForm,
  type FieldError,
  Form,
  LARGEST_UPLOAD_BYTES,
  page,
  type Page,
  type Redirect,
  redirect,
  refusedBy,
  refusedPage,
  type Submitted,
  TakesUpload,
  type Upload,
  Uploaded,
  Words,
} from '../../platform/web/index.js';
import { assertCoordinates, SchoolCalendars } from '../school-calendars.js';
import { ConfirmHolidaysForm, SchoolFileForm } from './school-holidays.form.js';
import { holidaysModel } from './school-holidays.presenter.js';

const PAGE = '/calendrier/vacances-scolaires';
const MEGABYTES = LARGEST_UPLOAD_BYTES / 1024 / 1024;

/** The school holidays of the territory: sent, looked at, put in force. */
@Allow(Permission.PlanSession)
@Controller('calendrier/vacances-scolaires')
export class SchoolHolidaysController {
  constructor(private readonly calendars: SchoolCalendars) {}

  @Get()
  async show(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    assertCoordinates(actor);
    const model = await this.model(words);
    return page('calendar/school-holidays', { ...model, form: { values: { zone: model.zone }, errors: [] } });
  }

  @Post()
  @TakesUpload()
  async send(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Uploaded() file: Upload | null,
    @Form(SchoolFileForm) form: Submitted<SchoolFileForm>,
  ): Promise<Page | Redirect> {
    assertCoordinates(actor);
    const errors: FieldError[] = form.ok ? [] : [...form.errors];
    if (file === null) errors.push({ field: 'file', message: 'schoolHolidays.errors.file' });
    else if (file.tooLarge)
      errors.push({ field: 'file', message: 'schoolHolidays.errors.tooLarge', args: { megabytes: MEGABYTES } });
    if (errors.length > 0 || !form.ok)
      return refusedPage('calendar/school-holidays', await this.model(words), { values: form.values, errors });
    const refused = await refusedBy(this.calendars.propose(actor, form.value.zone, file!.bytes.toString('utf8')));
    if (!refused) return redirect(`${PAGE}/apercu`);
    const { code, facts } = refused.refusal;
    const args: FieldError['args'] = facts?.['day'] ? { day: words.day(String(facts['day'])) } : {};
    return refusedPage('calendar/school-holidays', await this.model(words), {
      values: form.values,
      errors: [{ field: 'file', message: `refusal.${code}`, args }],
    });
  }

  @Get('apercu')
  async preview(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    assertCoordinates(actor);
    return page('calendar/school-holidays-preview', await this.previewModel(words));
  }

  @Post('apercu')
  async confirm(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ConfirmHolidaysForm) form: Submitted<ConfirmHolidaysForm>,
  ): Promise<Page | Redirect> {
    assertCoordinates(actor);
    if (!form.ok) return refusedPage('calendar/school-holidays-preview', await this.previewModel(words), form);
    const refused = await refusedBy(this.calendars.confirm(actor, form.value.seen));
    if (!refused) return redirect(PAGE, 'schoolHolidays.confirmed');
    const errors = [{ field: 'seen', message: `refusal.${refused.refusal.code}` }];
    return refusedPage(
      'calendar/school-holidays-preview',
      await this.previewModel(words),
      { values: {}, errors },
      refused.status,
    );
  }

  @Post('abandonner')
  async drop(@CurrentActor() actor: Actor, @Form(EmptyForm) _form: Submitted<EmptyForm>): Promise<Redirect> {
    await this.calendars.drop(actor);
    return redirect(PAGE, 'schoolHolidays.dropped');
  }

  private async model(words: Translator): Promise<Record<string, unknown> & { zone: string }> {
    const [inForce, proposed] = [await this.calendars.inForce(), await this.calendars.proposed()];
    return {
      current: inForce && holidaysModel(words, inForce),
      waiting: proposed !== null,
      zone: inForce?.zone ?? words.t('schoolHolidays.usualZone'),
    };
  }

  private async previewModel(words: Translator): Promise<Record<string, unknown>> {
    const proposed = await this.calendars.proposed();
    if (!proposed) throw new NotFound('school-holidays');
    return { ...holidaysModel(words, proposed), replaces: (await this.calendars.inForce()) !== null };
  }
}
