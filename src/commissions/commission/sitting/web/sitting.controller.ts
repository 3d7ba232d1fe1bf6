import { Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import { slotsToMask } from '../../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { DECISION_KINDS, type Decision } from '../../domain/decisions.js';
import { ButtonForm } from '../../planning/web/planning.form.js';
import { SessionDecisions } from '../session-decisions.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { SessionSteps } from '../session-steps.js';
import { AmendPresenter } from './amend.presenter.js';
import { queryOf, type CaseQuery } from './case-filter.js';
import { ScreenButtons } from './screen-buttons.js';
import { readSection } from './section-choices.js';
import { SittingParts, type ScreenChanges } from './sitting-parts.js';
import { CaseForm } from './sitting.form.js';

/** What is asked before a decision that members may take. */
const ASKS = ['decision.createsClaims', 'decision.movesPlaces'];

/** How often the wall is read again in a browser without script, once somebody has asked for it. */
const SECONDS_BETWEEN_READS = 20;

/** The screen of a session that sits: keep a proposal, change it. */
@Controller('commissions/:id')
export class SittingController {
  constructor(
    private readonly decisions: SessionDecisions,
    private readonly steps: SessionSteps,
    private readonly queries: SessionQueries,
    private readonly amendPresenter: AmendPresenter,
    private readonly say: Sentences,
    private readonly parts: SittingParts,
    private readonly buttons: ScreenButtons,
  ) {}

  @Allow(Permission.ReadSession)
  @Get('seance')
  async screen(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() asked: CaseQuery,
  ): Promise<Page> {
    return page('commission/sitting/sitting', await this.parts.model(words, actor, id, 'screen', asked));
  }

  /** The page for the wall of the room: large, without names and without buttons. */
  @Allow(Permission.ReadSession)
  @Get('seance/projection')
  async projection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('relire') again?: string,
  ): Promise<Page> {
    return page('commission/sitting/projection', {
      ...(await this.parts.model(words, actor, id, 'wall')),
      again: again ? SECONDS_BETWEEN_READS : null,
    });
  }

  /** The pieces of an open screen that are no longer those it holds. */
  @Allow(Permission.ReadSession)
  @Header('cache-control', 'no-store')
  @Get('seance/morceaux/:view')
  async changes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('view') view: string,
    @Query() asked: CaseQuery,
    @Query('depuis') held?: string,
  ): Promise<ScreenChanges> {
    if (view !== 'ecran' && view !== 'projection') throw new NotFound('view');
    return this.parts.listChanges(words, actor, id, view === 'ecran' ? 'screen' : 'wall', asked, held ?? '');
  }

  @Allow(Permission.RunSession)
  @Post('seance/suivre')
  keepAll(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(ButtonForm) form: Submitted<ButtonForm>,
    @Query() asked: CaseQuery,
  ): Promise<Page | Redirect> {
    return this.buttons.press(words, actor, { id, asked }, form, 'commission.notice.kept', (version) =>
      this.decisions.keepAll(actor, id, version),
    );
  }

  @Allow(Permission.RunSession)
  @Post('seance/actualiser')
  refreshProposal(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(ButtonForm) form: Submitted<ButtonForm>,
    @Query() asked: CaseQuery,
  ): Promise<Page | Redirect> {
    return this.buttons.press(words, actor, { id, asked }, form, 'commission.notice.refresh', (version) =>
      this.steps.refreshProposal(actor, id, version),
    );
  }

  @Allow(Permission.RunSession)
  @Post('seance/:candidacyId/suivre')
  async keepProposal(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
    @Form(ButtonForm) form: Submitted<ButtonForm>,
    @Query() asked: CaseQuery,
  ): Promise<Page | Redirect> {
    await this.queries.assertCaseOf(id, candidacyId);
    return this.buttons.press(words, actor, { id, asked }, form, 'commission.notice.kept', (version) =>
      this.decisions.decideCase(actor, candidacyId, 'keep', version),
    );
  }

  @Allow(Permission.RunSession)
  @Post('seance/:candidacyId/reprendre')
  async takeBack(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
    @Form(ButtonForm) form: Submitted<ButtonForm>,
    @Query() asked: CaseQuery,
  ): Promise<Page | Redirect> {
    await this.queries.assertCaseOf(id, candidacyId);
    return this.buttons.press(words, actor, { id, asked }, form, 'commission.notice.takenBack', (version) =>
      this.decisions.takeBack(actor, candidacyId, version),
    );
  }

  @Allow(Permission.RunSession)
  @Get('seance/:candidacyId')
  async amending(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
    @Query() asked: CaseQuery,
    @Query('decision') chosen?: string,
  ): Promise<Page> {
    const sitting = await this.queries.readSitting(actor, id);
    const candidacy = await this.caseOf(sitting, candidacyId);
    const kind = DECISION_KINDS.find((one) => one === chosen) ?? null;
    return page('commission/sitting/case', {
      ...(await this.amendPresenter.model(words, sitting, candidacy, asked)),
      chosen: kind,
      form: { values: this.amendPresenter.formValues(candidacy, kind), errors: [] },
    });
  }

  @Allow(Permission.RunSession)
  @Post('seance/:candidacyId')
  async amend(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
    @Form(CaseForm) form: Submitted<CaseForm>,
    @Query() asked: CaseQuery,
  ): Promise<Page | Redirect> {
    const sitting = await this.queries.readSitting(actor, id);
    const model = await this.amendPresenter.model(words, sitting, await this.caseOf(sitting, candidacyId), asked);
    return submitForm(
      form,
      {
        view: 'commission/sitting/case',
        model: () => model,
        refused: async ({ refusal }) => {
          const now = await this.queries.readSitting(actor, id);
          const candidacy = await this.caseOf(now, candidacyId);
          const wanted = form.ok && ASKS.includes(refusal.code) ? decisionOf(form.value) : null;
          const effect = wanted && (await this.queries.effectOf(now, candidacy, wanted));
          return {
            model: {
              ...(await this.amendPresenter.model(words, now, candidacy, asked, effect)),
              asked: effect ? this.say.refusalSentence(words, refusal) : null,
            },
            // The page now shows the present state of the case. The person can send the same choice again, knowing it.
            values: { ...form.values, version: candidacy.version },
            // A choice that members may make is no mistake: what follows from it is told once, and not as an error.
            errors: effect ? [] : [this.say.asError(words, fieldOf(refusal.code, form.values['decision']), refusal)],
          };
        },
      },
      async (value) => {
        const decision = decisionOf(value);
        await this.decisions.decideCase(actor, candidacyId, decision, value.version, value.confirmed ?? '');
        return redirect(`/commissions/${id}/seance${queryOf(asked)}`, 'commission.notice.decided');
      },
    );
  }

  private async caseOf(
    sitting: Sitting,
    candidacyId: string,
  ): Promise<Awaited<ReturnType<SessionQueries['readDetails']>>[number]> {
    const [candidacy] = await this.queries.readDetails(
      sitting.agenda.filter(({ id, state }) => id === candidacyId && state === 'frozen'),
    );
    if (!candidacy) throw new NotFound('candidacy');
    return candidacy;
  }
}

function decisionOf(value: CaseForm): Decision {
  const reasons = {
    admit: value.admitReason,
    wait: value.waitReason,
    defer: value.deferReason,
    refuse: value.refuseReason,
  };
  const { sectionId, slots, from } = readSection(value.decision === 'admit' ? value.section : undefined);
  const typed = readDay({ ...value }, 'givenDay');
  // Half-days that are ticked are those that members give, whatever the week of the section above.
  const ticked = slotsToMask([value.slots ?? []].flat());
  return {
    kind: value.decision,
    sectionId,
    slots: sectionId !== null && ticked !== 0 ? ticked : slots,
    from: sectionId === null ? null : (typed ?? from),
    reason: reasons[value.decision] ?? null,
    deferredToId: value.decision === 'defer' ? (value.session ?? null) : null,
  };
}

/** The field of the form that a refusal is about. */
function fieldOf(code: string, decision: unknown): string {
  if (code === 'decision.reasonNeeded' || code.startsWith('reason.')) return `${decision}Reason`;
  if (code === 'decision.sessionNeeded') return 'session';
  if (['decision.ownDayOnly', 'decision.dayOutside', 'decision.ageOnDay'].includes(code)) return 'givenDay';
  if (['decision.halfDaysNotAsked', 'decision.wholeWeekOnly', 'decision.weekTooShort'].includes(code)) return 'slots';
  return ['decision.sectionNeeded', 'decision.sectionNotWished', 'decision.seatsTaken', 'decision.seatsFull'].includes(
    code,
  )
    ? 'section'
    : 'decision';
}
