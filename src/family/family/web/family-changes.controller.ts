import { Controller, Get, Post } from '@nestjs/common';
import { Sentences } from '../../../commissions/commission/index.js';
import {
  ChangeDecisions,
  ChangesForm,
  ChangesPresenter,
  NOTICE_OF,
  readPress,
} from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FamilyFiles } from '../family-files.js';

const HERE = '/mon-dossier/reponses-a-confirmer';

/** The proposed changes of a dossier, which the family accepts or refuses. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/reponses-a-confirmer')
export class FamilyChangesController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly decisions: ChangeDecisions,
    private readonly present: ChangesPresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async showChanges(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    // Somebody who has just sent a form only follows that form: nothing proves that it is the family.
    if (actor.kind === 'family' && actor.draftId !== null)
      return page('family/changes', { title: words.t('changes.title'), byLink: words.t('changes.byLink') });
    return page('family/changes', await this.model(words, actor));
  }

  @Post()
  async press(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ChangesForm) form: Submitted<ChangesForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'family/changes',
        model: () => this.model(words, actor),
        refused: ({ refusal, status }) => (status === 422 ? this.say.asError(words, 'press', refusal) : null),
      },
      async ({ press }) => {
        const decision = readPress(press);
        // Only the desk may give a deposit to another family, or take a decision back.
        if (decision.act === 'release' || decision.act === 'reopen') throw new NotFound('change');
        await this.decisions.decideChange(actor, this.files.dossierIdOf(actor), decision);
        return redirect(HERE, NOTICE_OF[decision.act]);
      },
    );
  }

  private async model(words: Translator, actor: Actor): Promise<Record<string, unknown>> {
    return this.present.page(
      words,
      await this.decisions.readChanges(actor, this.files.dossierIdOf(actor)),
      HERE,
      false,
    );
  }
}
