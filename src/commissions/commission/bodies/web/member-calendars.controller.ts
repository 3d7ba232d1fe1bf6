import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  alsoWrong,
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
  type FormPage,
} from '../../../../foundation/platform/web/index.js';
import { MemberCalendars } from '../member-calendars.js';
import { calendarModel, calendarsModel } from './member-calendars.presenter.js';

class AddressForm {
  @IsString({ message: 'refusal.busyCalendar.address' })
  @MaxLength(1000, { message: 'refusal.busyCalendar.address' })
  address: string;
}
/** The form of an upload: the file comes beside it. */
class FileForm {}

const LIST = '/commissions/indisponibilites';
const VIEW = 'commission/bodies/member-calendar';

/** When members are not available. They tell it themselves, or the person who plans does it for them. */
@Allow(Permission.ReadSession)
@Controller('commissions/indisponibilites')
export class MemberCalendarsController {
  constructor(private readonly calendars: MemberCalendars) {}

  @Get()
  async listCalendars(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('commission/bodies/member-calendars', calendarsModel(words, await this.calendars.listCalendars(actor)));
  }

  @Get(':personKey')
  async showCalendar(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('personKey') personKey: string,
  ): Promise<Page> {
    return page(VIEW, {
      ...calendarModel(words, await this.calendars.readCalendar(actor, personKey)),
      form: { values: {}, errors: [] },
    });
  }

  @Post(':personKey/fichier')
  @TakesUpload()
  async takeFile(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('personKey') personKey: string,
    @Uploaded() file: Upload | null,
    @Form(FileForm) form: Submitted<FileForm>,
  ): Promise<Page | Redirect> {
    const wrong: FieldError[] = [];
    if (file === null) wrong.push({ field: 'file', message: 'commission.away.errors.file' });
    else if (file.tooLarge)
      wrong.push({
        field: 'file',
        message: 'schoolHolidays.errors.tooLarge',
        args: { megabytes: LARGEST_UPLOAD_BYTES / 1024 / 1024 },
      });
    return submitForm(alsoWrong(form, wrong), this.formPage(words, actor, personKey, 'file'), async () => {
      await this.calendars.takeFile(actor, personKey, file!.bytes.toString('utf8'));
      return redirect(`${LIST}/${encodeURIComponent(personKey)}`, 'commission.away.taken');
    });
  }

  @Post(':personKey/adresse')
  async followAddress(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('personKey') personKey: string,
    @Form(AddressForm) form: Submitted<AddressForm>,
  ): Promise<Page | Redirect> {
    return submitForm(form, this.formPage(words, actor, personKey, 'address'), async ({ address }) => {
      await this.calendars.followAddress(actor, personKey, address);
      return redirect(`${LIST}/${encodeURIComponent(personKey)}`, 'commission.away.followed');
    });
  }

  @Post(':personKey/relire')
  async readAgain(@CurrentActor() actor: Actor, @Param('personKey') personKey: string): Promise<Redirect> {
    await this.calendars.readAgain(actor, personKey);
    return redirect(`${LIST}/${encodeURIComponent(personKey)}`, 'commission.away.readingAgain');
  }

  @Post(':personKey/effacer')
  async eraseCalendar(@CurrentActor() actor: Actor, @Param('personKey') personKey: string): Promise<Redirect> {
    await this.calendars.eraseCalendar(actor, personKey);
    return redirect(`${LIST}/${encodeURIComponent(personKey)}`, 'commission.away.erased');
  }

  private formPage(words: Translator, actor: Actor, personKey: string, field: string): FormPage {
    return {
      view: VIEW,
      model: async () => calendarModel(words, await this.calendars.readCalendar(actor, personKey)),
      refused: ({ refusal }) => refusedField(field, refusal),
    };
  }
}
