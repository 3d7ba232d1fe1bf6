import { applyDecorators, Controller, Get, Post } from '@nestjs/common';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  submitForm,
  Text,
  Ticked,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { LegalTexts } from '../legal-texts.js';

/** A page of the web, or nothing. It becomes a link: what a browser would run is none. */
const WebAddress = (message: string): PropertyDecorator =>
  applyDecorators(Text(message, 500), Matches(/^\s*(https?:\/\/[^\s/]\S*)?\s*$/, { message }));

class LegalTextsForm {
  @IsOptional()
  @IsString({ message: 'opening.errors.publisher' })
  @MaxLength(1000, { message: 'opening.errors.publisher' })
  publisher?: string;

  @IsOptional()
  @IsString({ message: 'opening.errors.dataProtection' })
  @MaxLength(1000, { message: 'opening.errors.dataProtection' })
  dataProtection?: string;

  @Text('opening.errors.courtTown', 80) courtTown?: string;
  @Text('opening.errors.accessibilityEntity') accessibilityEntity?: string;
  @Text('opening.errors.accessibilityContact', 1000) accessibilityContact?: string;
  @WebAddress('opening.errors.siteAddress') siteAddress?: string;
  @WebAddress('opening.errors.accessibilityScheme') accessibilityScheme?: string;
  @WebAddress('opening.errors.accessibilityActions') accessibilityActions?: string;
  @Ticked('opening.errors.silence') silenceValidated?: string;
}

const VIEW = 'opening/legal-texts';
const said = (text: string | undefined): string => (text ?? '').trim();

/** What the legal page, the accessibility statement and the receipt have to say. */
@Allow(Permission.PrepareOpening)
@Controller('administration/ouverture/mentions')
export class LegalTextsController {
  constructor(private readonly texts: LegalTexts) {}

  @Get()
  async showTexts(@Words() words: Translator): Promise<Page> {
    const { silenceValidated, ...facts } = await this.texts.read();
    return page(VIEW, {
      ...(await this.model(words)),
      form: { values: { ...facts, silenceValidated: silenceValidated ? 'yes' : '' }, errors: [] },
    });
  }

  @Post()
  async changeTexts(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(LegalTextsForm) form: Submitted<LegalTextsForm>,
  ): Promise<Page | Redirect> {
    // Families would otherwise read a rule that says nothing of where to contest it.
    const nameless = form.ok && form.value.silenceValidated === 'yes' && said(form.value.courtTown) === '';
    return submitForm(
      alsoWrong(form, nameless ? [{ field: 'courtTown', message: 'opening.errors.courtFirst' }] : []),
      { view: VIEW, model: () => this.model(words), refused: () => null },
      async (value) => {
        await this.texts.write(actor, {
          publisher: said(value.publisher),
          dataProtection: said(value.dataProtection),
          courtTown: said(value.courtTown),
          accessibilityEntity: said(value.accessibilityEntity),
          siteAddress: said(value.siteAddress),
          accessibilityContact: said(value.accessibilityContact),
          accessibilityScheme: said(value.accessibilityScheme),
          accessibilityActions: said(value.accessibilityActions),
          silenceValidated: value.silenceValidated === 'yes',
        });
        return redirect('/administration/ouverture', 'opening.notice.legal');
      },
    );
  }

  /** The rule of silence is shown as the receipt words it, where it is validated. */
  private async model(words: Translator): Promise<Record<string, unknown>> {
    const { t, day } = words;
    const { from, meansRefusal, courtTown } = await this.texts.readSilence();
    const court = t('dossier.receipt.court', { town: courtTown || t('opening.legal.courtToName') });
    return {
      title: t('opening.legal.title'),
      silenceText: [
        t(meansRefusal ? 'pdf.receipt.silenceRefusal' : 'pdf.receipt.silenceAcceptance', { from: day(from) }),
        ...(meansRefusal ? [t('pdf.receipt.silenceAppeal', { court })] : []),
        t('pdf.receipt.suspension'),
      ],
    };
  }
}
