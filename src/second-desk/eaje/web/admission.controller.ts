import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString } from 'class-validator';
import {
  Dossiers,
  EMERGENCY_REASONS,
  isEmergencyReason,
  type EmergencyReason,
  type RequestFile,
} from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { SLOTS, slotsToMask, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
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
import type { Provider } from '../../../offer/supply/index.js';
import { Admissions, type Admission } from '../admission.js';
import { OwnEstablishments } from '../own-establishments.js';
import { AdmissionPresenter } from './admission.presenter.js';
import { neededDay } from './eaje-words.js';

class AdmissionForm {
  @IsString({ message: 'eaje.errors.sectionMissing' })
  sectionId: string;

  @IsOptional() @IsString() fromDay?: string;
  @IsOptional() @IsString() fromMonth?: string;
  @IsOptional() @IsString() fromYear?: string;
  @IsOptional() @IsString() toDay?: string;
  @IsOptional() @IsString() toMonth?: string;
  @IsOptional() @IsString() toYear?: string;

  @IsOptional() @IsIn(EMERGENCY_REASONS, { message: 'eaje.errors.emergencyReason' }) reason?: EmergencyReason;

  @IsOptional()
  @IsString({ each: true, message: 'eaje.errors.slots' })
  slots?: string | string[];

  @Type(() => Number)
  @IsInt({ message: 'eaje.errors.version' })
  version: number;
}

const FIELD_OF: Record<string, string> = {
  'admission.past': 'from',
  'admission.sessionServes': 'from',
  'decision.wholeWeekOnly': 'slots',
  'decision.weekTooShort': 'slots',
  'admission.reasonMissing': 'reason',
  'placement.closedDay': 'from',
  'placement.dayWithoutCare': 'from',
  'placement.neverOpen': 'from',
  'admission.order': 'to',
  'seats.tooFar': 'to',
  'seats.full': 'slots',
  'seats.closed': 'slots',
  'seats.nothing': 'slots',
};

/** A place offered by the director, without a session. */
@Controller('eaje/demandes/:requestId/admission')
@Allow(Permission.AdmitUrgently)
export class EajeAdmissionController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly dossiers: Dossiers,
    private readonly admissions: Admissions,
    private readonly presenter: AdmissionPresenter,
  ) {}

  @Get()
  async form(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') requestId: string,
    @Query('etablissement') establishmentId?: string,
  ): Promise<Page> {
    const { provider, file } = await this.readRequest(actor, requestId, establishmentId);
    return page('eaje/admission', await this.presenter.form(words, provider, file));
  }

  @Post()
  async admitChild(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') requestId: string,
    @Form(AdmissionForm) form: Submitted<AdmissionForm>,
    @Query('etablissement') establishmentId?: string,
  ): Promise<Page | Redirect> {
    const { provider, file } = await this.readRequest(actor, requestId, establishmentId);
    const wrong: FieldError[] = [];
    const admission = this.readForm(requestId, form.values, wrong);
    if (!admission.reason && (await this.admissions.actionFor(provider.id)) === 'admitUrgently')
      wrong.push({ field: 'reason', message: 'eaje.errors.emergencyReason' });
    // When somebody else changed the request meanwhile, the next try is about the version that the page now shows.
    let seen = file;
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'eaje/admission',
        model: () => this.presenter.form(words, provider, seen, admission),
        refused: async ({ refusal, status }) => {
          if (status === 409) seen = (await this.readRequest(actor, requestId, establishmentId)).file;
          return { errors: [refusedField(FIELD_OF[refusal.code] ?? 'sectionId', refusal)] };
        },
      },
      async () => {
        await this.admissions.admitChild(actor, provider, admission);
        return redirect(`/eaje/demandes/${requestId}`, 'eaje.notice.admitted');
      },
    );
  }

  private readForm(requestId: string, values: Record<string, unknown>, errors: FieldError[]): Admission {
    const [from, to] = [neededDay(values, 'from', errors), neededDay(values, 'to', errors)];
    const ticked = [values['slots'] ?? []].flat().map(String);
    const slots: SlotMask = slotsToMask(SLOTS.filter((slot: Slot) => ticked.includes(slot)));
    if (slots === 0) errors.push({ field: 'slots', message: 'eaje.errors.slots' });
    return {
      requestId,
      expectedVersion: Number(values['version']),
      sectionId: String(values['sectionId'] ?? ''),
      from,
      to,
      slots,
      reason: isEmergencyReason(values['reason']) ? values['reason'] : null,
    };
  }

  /** @throws NotFound when the request names none of the director's establishments, or not this one */
  private async readRequest(
    actor: Actor,
    requestId: string,
    establishmentId?: string,
  ): Promise<{ provider: Provider; file: RequestFile }> {
    const file = await this.dossiers.requestFile(actor, requestId);
    const named = this.own
      .listOwn(actor)
      .filter((provider) => file.wishes.some((wish) => wish.providerId === provider.id));
    const provider = establishmentId ? named.find(({ id }) => id === establishmentId) : named[0];
    if (!provider) throw new NotFound('request');
    return { provider, file };
  }
}
