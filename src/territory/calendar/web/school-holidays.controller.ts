import { Controller, Get, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  Form,
  LARGEST_UPLOAD_BYTES,
  page,
  redirect,
  refusedField,
  submitForm,
  TakesUpload,
  Uploaded,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
  type Upload,
} from '../../../foundation/platform/web/index.js';
import { assertCoordinates, SchoolCalendars } from '../school-calendars.js';
import { ConfirmHolidaysForm, SchoolFileForm } from './school-holidays.form.js';
import { holidaysModel } from './school-holidays.presenter.js';

const PAGE = '/calendrier/vacances-scolaires';
const MEGABYTES = LARGEST_UPLOAD_BYTES / 1024 / 1024;

/** The school holidays of the territory: a file is sent, looked at, and put in force. */
@Allow(Permission.PlanSession)
@Controller('calendrier/vacances-scolaires')
export class SchoolHolidaysController {
  constructor(private readonly calendars: SchoolCalendars) {}

  @Get()
  async showHolidays(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    assertCoordinates(actor);
    const model = await this.model(words);
    return page('calendar/school-holidays', { ...model, form: { values: { zone: model.zone }, errors: [] } });
  }

  @Post()
  @TakesUpload()
  async sendFile(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Uploaded() file: Upload | null,
    @Form(SchoolFileForm) form: Submitted<SchoolFileForm>,
  ): Promise<Page | Redirect> {
    assertCoordinates(actor);
    const wrong: FieldError[] = [];
    if (file === null) wrong.push({ field: 'file', message: 'schoolHolidays.errors.file' });
    else if (file.tooLarge)
      wrong.push({ field: 'file', message: 'schoolHolidays.errors.tooLarge', args: { megabytes: MEGABYTES } });
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'calendar/school-holidays',
        model: () => this.model(words),
        refused: ({ refusal: { code, facts } }) =>
          refusedField('file', { code, facts: facts?.['day'] ? { day: words.day(String(facts['day'])) } : {} }),
      },
      async ({ zone }) => {
        await this.calendars.proposeFile(actor, zone, file!.bytes.toString('utf8'));
        return redirect(`${PAGE}/apercu`);
      },
    );
  }

  @Get('apercu')
  async preview(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    assertCoordinates(actor);
    return page('calendar/school-holidays-preview', await this.previewModel(words));
  }

  @Post('apercu')
  async confirmHolidays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ConfirmHolidaysForm) form: Submitted<ConfirmHolidaysForm>,
  ): Promise<Page | Redirect> {
    assertCoordinates(actor);
    return submitForm(
      form,
      {
        view: 'calendar/school-holidays-preview',
        model: () => this.previewModel(words),
        refused: ({ refusal }) => ({ values: {}, errors: [refusedField('seen', refusal)] }),
      },
      async ({ seen }) => {
        await this.calendars.confirmProposal(actor, seen);
        return redirect(PAGE, 'schoolHolidays.confirmed');
      },
    );
  }

  @Post('abandonner')
  async dropProposal(@CurrentActor() actor: Actor, @Form(EmptyForm) _form: Submitted<EmptyForm>): Promise<Redirect> {
    await this.calendars.dropProposal(actor);
    return redirect(PAGE, 'schoolHolidays.dropped');
  }

  private async model(words: Translator): Promise<Record<string, unknown> & { zone: string }> {
    const [inForce, proposed] = [await this.calendars.inForce(), await this.calendars.findProposed()];
    return {
      current: inForce && holidaysModel(words, inForce),
      waiting: proposed !== null,
      zone: inForce?.zone ?? words.t('schoolHolidays.usualZone'),
    };
  }

  private async previewModel(words: Translator): Promise<Record<string, unknown>> {
    const proposed = await this.calendars.findProposed();
    if (!proposed) throw new NotFound('school-holidays');
    const within = await this.calendars.listMeetingsWithin(proposed.holidays);
    return {
      ...holidaysModel(words, proposed),
      replaces: (await this.calendars.inForce()) !== null,
      within: within.map(({ body, day, href }) => ({
        href,
        text: words.t('schoolHolidays.meeting', { body, day: words.fullDay(day) }),
      })),
    };
  }
}
