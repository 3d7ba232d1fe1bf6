import { Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt } from 'class-validator';
import { REASONS } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { AdmissionRevocations } from '../admission-revocations.js';
import { AdmissionPresenter } from './admission.presenter.js';

const VIEW = 'eaje/admission-revocation';

class AdmissionRevocationForm {
  @Type(() => Number)
  @IsInt({ message: 'eaje.errors.version' })
  version: number;

  @IsIn(REASONS.revoke ?? [], { message: 'eaje.errors.revokeReason' })
  reason: string;
}

/** A director takes back a place that she offered by mistake: what follows, why, and then at one press. */
@Controller('eaje/demandes/:requestId/admission/retrait')
@Allow(Permission.AdmitUrgently)
export class EajeAdmissionRevocationController {
  constructor(
    private readonly revocations: AdmissionRevocations,
    private readonly presenter: AdmissionPresenter,
  ) {}

  @Get()
  async askReason(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') requestId: string,
  ): Promise<Page> {
    const read = await this.revocations.readOffer(actor, requestId);
    return page(VIEW, { ...this.presenter.revocationModel(words, read), form: emptyForm() });
  }

  @Post()
  async revokeOffer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') requestId: string,
    @Form(AdmissionRevocationForm) form: Submitted<AdmissionRevocationForm>,
  ): Promise<Page | Redirect> {
    const read = await this.revocations.readOffer(actor, requestId);
    return submitForm(
      form,
      {
        view: VIEW,
        model: () => this.presenter.revocationModel(words, read),
        refused: ({ refusal }) => refusedField('reason', refusal),
      },
      async ({ version, reason }) => {
        await this.revocations.revokeOffer(actor, read.offer.id, version, reason);
        return redirect(`/eaje/demandes/${requestId}`, 'eaje.notice.revoked');
      },
    );
  }
}
