import { Controller, Get, Param, Post } from '@nestjs/common';
import type { RequestFile } from '../../dossier/index.js';
import { isDay, type Day } from '../../kernel/time.js';
import type { NewSolution, Solution } from '../../placement/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  alsoWrong,
  dayInputs,
  emptyForm,
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import { Supply } from '../../supply/index.js';
import { FamilyFiles } from '../family-files.js';
import { RequestActs } from '../request-acts.js';
import { FollowPresenter } from './follow.presenter.js';
import { ELSEWHERE_KINDS, FoundForm, SolutionForm } from './request-acts.form.js';

type Found = Submitted<FoundForm>;

/** What a family has found by itself: it tells it, and corrects later what it told. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/demandes/:id/solution')
export class FoundSolutionsController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly acts: RequestActs,
    private readonly present: FollowPresenter,
    private readonly supply: Supply,
  ) {}

  @Get()
  async askSolution(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('family/solution', this.model(words, await this.files.readRequest(actor, id), null));
  }

  @Post()
  async report(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(SolutionForm) form: Submitted<SolutionForm>,
  ): Promise<Page | Redirect> {
    await this.files.readRequest(actor, id);
    return submitForm(
      alsoWrong(form, this.wrong(form)),
      this.shownAgain(words, actor, id, null),
      async ({ suffices, version, ...found }) => {
        const solution = this.read(words, { ...form, value: found } as Found);
        await this.acts.reportSolution(actor, id, solution, suffices === 'yes', Number(version));
        return redirect('/mon-dossier', 'family.follow.reported');
      },
    );
  }

  @Get(':solutionId')
  async askCorrection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('solutionId') solutionId: string,
  ): Promise<Page> {
    const file = await this.files.readRequest(actor, id);
    const line = await this.acts.readFound(actor, id, solutionId);
    return page('family/solution', { ...this.model(words, file, line), form: this.typed(line) });
  }

  @Post(':solutionId')
  async correct(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('solutionId') solutionId: string,
    @Form(FoundForm) form: Found,
  ): Promise<Page | Redirect> {
    await this.files.readRequest(actor, id);
    const line = await this.acts.readFound(actor, id, solutionId);
    return submitForm(
      alsoWrong(form, this.wrong(form)),
      this.shownAgain(words, actor, id, line),
      async ({ version }) => {
        await this.acts.correctFound(actor, id, solutionId, this.read(words, form), Number(version));
        return redirect('/mon-dossier', 'family.follow.reported');
      },
    );
  }

  private shownAgain(words: Translator, actor: Actor, id: string, line: Solution | null) {
    const model = async (): Promise<Record<string, unknown>> =>
      this.model(words, await this.files.readRequest(actor, id), line);
    return {
      view: 'family/solution',
      model,
      refused: async ({ status }: { status: number }) =>
        status === 409 ? { model: { ...(await model()), conflict: true } } : null,
    };
  }

  private wrong(form: Found): FieldError[] {
    const [from, to] = [readDay(form.values, 'from'), readDay(form.values, 'to')];
    return [
      ...(isDay(from) ? [] : [{ field: 'from', message: 'family.errors.solutionFrom' }]),
      ...(to === 'invalid' || (isDay(to) && isDay(from) && to < from)
        ? [{ field: 'to', message: 'family.errors.solutionTo' }]
        : []),
    ];
  }

  /** A nursery that nobody named is named so all the same: it is no other solution. */
  private read(words: Translator, form: Found): NewSolution {
    const { kind, nurseryId, providerLabel } = (form as Extract<Found, { ok: true }>).value;
    const nursery = kind === 'nursery' ? this.supply.provider(nurseryId ?? null) : null;
    const named = providerLabel ?? (kind === 'nursery' && !nursery ? words.t('family.plain.solution.nursery') : null);
    const to = readDay(form.values, 'to');
    return {
      kind: kind === 'nursery' ? 'elsewhere' : kind,
      providerId: nursery?.kind === 'establishment' ? nursery.id : null,
      providerLabel: named,
      week: null,
      from: readDay(form.values, 'from') as Day,
      to: isDay(to) ? to : null,
    };
  }

  private typed({ kind, providerId, providerLabel, from, to }: Solution) {
    return emptyForm({
      kind: providerId ? 'nursery' : kind,
      nurseryId: providerId,
      providerLabel,
      ...dayInputs('from', from),
      ...dayInputs('to', to),
    });
  }

  private model(words: Translator, { request }: RequestFile, line: Solution | null): Record<string, unknown> {
    const { t } = words;
    return {
      title: t(line ? 'family.solution.titleAgain' : 'family.solution.title', {
        child: this.present.nameOf(words, request),
      }),
      version: request.version,
      state: t(`state.${request.state}`),
      again: line !== null,
      kinds: ELSEWHERE_KINDS.map((value) => ({ value, text: t(`family.plain.solution.${value}`) })),
      nurseries: this.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
    };
  }
}
