import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { DomainError } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  previewPage,
  redirect,
  submitForm,
  Ticked,
  Words,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { BodyChangesPresenter } from '../../bodies/web/body-changes.presenter.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { BodyIdentity } from '../../domain/body-identity.js';
import type { Body } from '../../persistence/commission.entities.js';
import { BodyIdentities } from '../body-identities.js';
import { BodiesPresenter } from './bodies.presenter.js';
import { formOf } from './body-preview-forms.js';

class IdentityForm {
  /** The version that the page showed; absent for a new body. */
  @IsOptional() @Matches(/^\d{1,9}$/, { message: 'commission.bodies.errors.version' }) version?: string;
  /** Whether the person has read what follows. */
  @Ticked('commission.bodies.errors.version') confirmed?: string;

  @IsString({ message: 'commission.bodies.errors.name' })
  @MinLength(2, { message: 'commission.bodies.errors.name' })
  @MaxLength(100, { message: 'commission.bodies.errors.name' })
  name: string;

  @IsOptional()
  @IsString({ each: true, message: 'refusal.body.noSuchEstablishment' })
  establishments?: string | string[];
}

const identityIn = ({ name, establishments }: IdentityForm): BodyIdentity => ({
  name,
  establishmentIds: [...new Set([establishments ?? []].flat())],
});
/** The field that a refusal is about. */
const FIELD_OF: Record<string, string> = { 'body.nameKnown': 'name', 'body.changed': 'name' };
const LIST = '/commissions/instances';
const VIEW = 'commission/planning/body-identity';

/** A commission as a coordinator sets it up: its name, and the establishments whose places it gives. */
@Allow(Permission.PlanSession)
@Controller('commissions/instances')
export class BodyIdentityController {
  constructor(
    private readonly identities: BodyIdentities,
    private readonly present: BodiesPresenter,
    private readonly changes: BodyChangesPresenter,
    private readonly say: Sentences,
  ) {}

  @Get('nouvelle')
  async showNew(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page(VIEW, { ...(await this.model(words, actor, null)), form: { values: {}, errors: [] } });
  }

  @Post('nouvelle')
  async createBody(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(IdentityForm) form: Submitted<IdentityForm>,
  ): Promise<Page | Redirect> {
    await this.identities.readBody(actor, null);
    return submitForm(form, this.formPage(words, actor, null, form), async (value) => {
      const id = await this.identities.createBody(actor, identityIn(value));
      return redirect(`${LIST}/${id}`, 'commission.bodies.identity.created');
    });
  }

  @Get(':bodyId/identite')
  async showIdentity(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
  ): Promise<Page> {
    const body = (await this.identities.readBody(actor, bodyId))!;
    const { name, establishmentIds, version } = body;
    return page(VIEW, {
      ...(await this.model(words, actor, bodyId)),
      form: { values: { name, establishments: establishmentIds, version: String(version) }, errors: [] },
    });
  }

  @Post(':bodyId/identite')
  async changeIdentity(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(IdentityForm) form: Submitted<IdentityForm>,
  ): Promise<Page | Redirect> {
    await this.identities.readBody(actor, bodyId);
    return submitForm(form, this.formPage(words, actor, bodyId, form), async (value) => {
      const [version, wanted] = [Number(value.version ?? '-1'), identityIn(value)];
      const preview = value.confirmed ? null : await this.identities.previewIdentity(actor, bodyId, version, wanted);
      if (preview?.refusal) throw new DomainError(preview.refusal);
      if (preview) return previewPage(this.changes.previewModel(words, preview, formOf(preview)));
      await this.identities.changeIdentity(actor, bodyId, version, wanted);
      return redirect(`${LIST}/${bodyId}`, 'commission.bodies.saved');
    });
  }

  private formPage(
    words: Translator,
    actor: Actor,
    bodyId: string | null,
    { values }: Submitted<IdentityForm>,
  ): FormPage {
    return {
      view: VIEW,
      model: () => this.model(words, actor, bodyId),
      refused: async ({ refusal, status }) => ({
        errors: [this.say.asError(words, FIELD_OF[refusal.code] ?? 'establishments', refusal)],
        // What was typed stays. Sending it again is then meant for the body as it is now.
        values:
          status === 409
            ? { ...values, version: String((await this.identities.readBody(actor, bodyId))!.version) }
            : values,
      }),
    };
  }

  private async model(words: Translator, actor: Actor, bodyId: string | null): Promise<Record<string, unknown>> {
    const body: Body | null = await this.identities.readBody(actor, bodyId);
    return this.present.identityModel(words, body, await this.identities.listEstablishments(body));
  }
}
