import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ShowsFamily,
  ListsFamilies,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ClosureChoices } from '../closure-choices.js';
import { ClosureProposals } from '../closure-proposals.js';
import { Closures, type ClosureFile } from '../closures.js';
import { TemporaryOffers } from '../temporary-offers.js';
import { AnswerForm, ChoiceForm, VersionForm } from './closure.forms.js';
import { ProposalPresenter } from './proposal.presenter.js';

type Model = Record<string, unknown>;

/** The proposal of the engine: read, changed line by line, and sent by a person; what families answered by telephone. */
@Controller('fermetures/:closureId')
@ListsFamilies('closure', ['lines'], { of: 'closureId' })
@Allow(Permission.HandleClosures)
export class ProposalController {
  constructor(
    private readonly closures: Closures,
    private readonly proposals: ClosureProposals,
    private readonly choices: ClosureChoices,
    private readonly offers: TemporaryOffers,
    private readonly presenter: ProposalPresenter,
  ) {}

  @Get('proposition')
  async showProposal(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
  ): Promise<Page> {
    return page('crisis/proposal', await this.model(words, actor, id));
  }

  @Post('proposition/calculer')
  async computeProposal(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Form(VersionForm) form: Submitted<VersionForm>,
  ): Promise<Page | Redirect> {
    await this.readLed(actor, id);
    return submitForm(form, this.formPage(words, actor, id), async ({ version }) => {
      await this.proposals.compute(actor, id, Number(version));
      return redirect(`/fermetures/${id}/proposition`, 'crisis.notice.computed');
    });
  }

  @Post('proposition/envoyer')
  async sendProposal(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Form(VersionForm) form: Submitted<VersionForm>,
  ): Promise<Page | Redirect> {
    await this.readLed(actor, id);
    return submitForm(form, this.formPage(words, actor, id), async ({ version }) => {
      await this.offers.sendAll(actor, id, Number(version));
      return redirect(`/fermetures/${id}`, 'crisis.notice.sent');
    });
  }

  @Get('enfants/:childId')
  @ShowsFamily('closure-child', 'childId')
  async showChild(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Param('childId') childId: string,
  ): Promise<Page> {
    return page('crisis/child', await this.childModel(words, actor, id, childId));
  }

  @Post('enfants/:childId/choix')
  @ShowsFamily('closure-child', 'childId')
  async chooseLine(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Param('childId') childId: string,
    @Form(ChoiceForm) form: Submitted<ChoiceForm>,
  ): Promise<Page | Redirect> {
    const file = await this.readLed(actor, id);
    return submitForm(form, this.childPage(words, actor, id, childId), async ({ version, section }) => {
      await this.choices.choose(actor, file, childId, Number(version), section === 'none' ? null : section);
      return redirect(`/fermetures/${id}/proposition`, 'crisis.notice.chosen');
    });
  }

  @Post('enfants/:childId/reponse')
  @ShowsFamily('closure-child', 'childId')
  async noteAnswer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Param('childId') childId: string,
    @Form(AnswerForm) form: Submitted<AnswerForm>,
  ): Promise<Page | Redirect> {
    await this.childModel(words, actor, id, childId);
    return submitForm(
      form,
      {
        view: 'crisis/child',
        model: () => this.childModel(words, actor, id, childId),
        refused: ({ refusal }) => refusedField('answer', refusal),
      },
      async ({ answer }) => {
        await this.offers.answerByPhone(actor, id, childId, answer);
        return redirect(`/fermetures/${id}`, 'crisis.notice.answered');
      },
    );
  }

  private formPage(words: Translator, actor: Actor, id: string): FormPage {
    return {
      view: 'crisis/proposal',
      model: () => this.model(words, actor, id),
      refused: ({ refusal }) => ({ values: {}, errors: [refusedField('proposal', refusal)] }),
    };
  }

  private childPage(words: Translator, actor: Actor, id: string, childId: string): FormPage {
    return {
      view: 'crisis/child',
      model: () => this.childModel(words, actor, id, childId),
      refused: ({ refusal }) => refusedField('section', refusal),
    };
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Model> {
    const file = await this.readLed(actor, id);
    return this.presenter.proposalModel(words, file, await this.proposals.findLatest(id));
  }

  private async childModel(words: Translator, actor: Actor, id: string, childId: string): Promise<Model> {
    const file = await this.closures.readFile(actor, id);
    const child = file.concerned.children.find(({ stay }) => stay.childId === childId);
    if (!child) throw new NotFound('child');
    const choices = file.leads ? await this.choices.listFor(file, child) : [];
    return this.presenter.childModel(words, file, child, choices);
  }

  private async readLed(actor: Actor, id: string): Promise<ClosureFile> {
    const file = await this.closures.readFile(actor, id);
    if (!file.leads) throw new NotFound('closure');
    return file;
  }
}
