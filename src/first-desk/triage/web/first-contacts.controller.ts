import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Sentences } from '../../../commissions/commission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  alsoWrong,
  EmptyForm,
  emptyForm,
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FirstContacts } from '../first-contacts.js';
import { CampaignForm, campaignErrors } from './first-contacts.form.js';
import { contactsModel, proposedCampaign } from './first-contacts.presenter.js';

const VIEW = 'triage/first-contacts';
const HERE = '/rpe/premiers-contacts';

/** What the address asks to see: a page of families, and the message to one of them. */
interface Asked {
  readonly page?: unknown;
  readonly dossier?: unknown;
}

/** The first contact with families that came with lists: seen before, spread over days, counted, stopped. */
@Controller('rpe/premiers-contacts')
@ListsFamilies('first-contacts', ['families', 'campaigns.toReach'], { filter: ['page', 'dossier'] })
@Allow(Permission.TriageRequests)
export class FirstContactsController {
  constructor(
    private readonly contacts: FirstContacts,
    private readonly clock: Clock,
    private readonly say: Sentences,
  ) {}

  @Get()
  async showContacts(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() asked: Asked): Promise<Page> {
    return page(VIEW, {
      ...(await this.model(words, actor, asked)),
      form: emptyForm(proposedCampaign(this.clock.today())),
    });
  }

  @Post()
  async startCampaign(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() asked: Asked,
    @Form(CampaignForm) form: Submitted<CampaignForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      alsoWrong(form, campaignErrors(form.values, this.clock.today())),
      {
        view: VIEW,
        model: () => this.model(words, actor, asked),
        refused: ({ refusal }) => this.say.asError(words, 'expected', refusal),
      },
      async ({ perDay, expected }) => {
        const from = readDay(form.values, 'from') as Day;
        await this.contacts.startCampaign(actor, { perDay: Number(perDay), from }, Number(expected));
        return redirect(HERE, 'firstContact.notice.started');
      },
    );
  }

  @Post(':campaignId/arreter')
  async stopCampaign(
    @CurrentActor() actor: Actor,
    @Param('campaignId') id: string,
    @Form(EmptyForm) _form: Submitted<EmptyForm>,
  ): Promise<Redirect> {
    await this.contacts.stopCampaign(actor, id);
    return redirect(HERE, 'firstContact.notice.stopped');
  }

  private async model(words: Translator, actor: Actor, asked: Asked): Promise<Record<string, unknown>> {
    const families = await this.contacts.listUncontacted(actor);
    const seen = families.find(({ dossierId }) => dossierId === asked.dossier) ?? null;
    const family = seen ?? families[0];
    return contactsModel(words, {
      families,
      page: Number(asked.page),
      seenId: seen?.dossierId ?? null,
      example: family
        ? { number: family.number, words: await this.contacts.previewMessage(actor, family.dossierId) }
        : null,
      campaigns: await this.contacts.listCampaigns(actor),
    });
  }
}
