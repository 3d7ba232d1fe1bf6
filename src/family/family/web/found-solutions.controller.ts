import { Controller, Get, Param, Post } from '@nestjs/common';
import type { ChildRequest, RequestState } from '../../../dossier/dossier/index.js';
import { isDay, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, slotsToMask, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { needSlots, type NewSolution, type Solution } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
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
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { FamilyFiles } from '../family-files.js';
import { RequestActs } from '../request-acts.js';
import { FoundSolutionsPresenter } from './found-solutions.presenter.js';
import { FoundForm, RequestVersionForm, SolutionForm } from './request-acts.form.js';

type Found = Submitted<FoundForm>;

/** What a family reads that has taken back what it said, by where its request is then. */
const TAKEN_BACK: Partial<Record<RequestState, string>> = {
  before_commission: 'family.solution.takenBack.session',
  oriented: 'family.solution.takenBack.list',
  waiting_list: 'family.solution.takenBack.waits',
};

const tickedSlots = (values: Record<string, unknown>): SlotMask => {
  const ticked = [values['slots'] ?? []].flat().map(String);
  return slotsToMask(SLOTS.filter((slot) => ticked.includes(slot)));
};

/** What a family has found by itself: it tells it, and corrects later what it told. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/demandes/:id/solution')
export class FoundSolutionsController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly acts: RequestActs,
    private readonly found: FoundSolutionsPresenter,
    private readonly supply: Supply,
  ) {}

  @Get()
  async askSolution(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('family/solution', await this.found.model(words, await this.files.readRequest(actor, id), null));
  }

  @Post()
  async report(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(SolutionForm) form: Submitted<SolutionForm>,
  ): Promise<Page | Redirect> {
    const { request } = await this.files.readRequest(actor, id);
    return submitForm(
      alsoWrong(form, this.wrong(form, request)),
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
    return page('family/solution', { ...(await this.found.model(words, file, line)), form: this.typed(line) });
  }

  @Post(':solutionId')
  async correct(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('solutionId') solutionId: string,
    @Form(FoundForm) form: Found,
  ): Promise<Page | Redirect> {
    const { request } = await this.files.readRequest(actor, id);
    const line = await this.acts.readFound(actor, id, solutionId);
    return submitForm(
      alsoWrong(form, this.wrong(form, request)),
      this.shownAgain(words, actor, id, line),
      async ({ version }) => {
        await this.acts.correctFound(actor, id, solutionId, this.read(words, form), Number(version));
        return redirect('/mon-dossier', 'family.follow.reported');
      },
    );
  }

  @Post(':solutionId/reprise')
  async takeBack(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('solutionId') solutionId: string,
    @Form(RequestVersionForm) form: Submitted<RequestVersionForm>,
  ): Promise<Page | Redirect> {
    await this.files.readRequest(actor, id);
    const line = await this.acts.readFound(actor, id, solutionId);
    return submitForm(form, this.shownAgain(words, actor, id, line), async ({ version }) => {
      const state = await this.acts.takeBackFound(actor, id, solutionId, Number(version));
      return redirect('/mon-dossier', TAKEN_BACK[state] ?? 'family.solution.takenBack.other');
    });
  }

  private shownAgain(words: Translator, actor: Actor, id: string, line: Solution | null) {
    const model = async (): Promise<Record<string, unknown>> =>
      this.found.model(words, await this.files.readRequest(actor, id), line);
    return {
      view: 'family/solution',
      model,
      refused: async ({ status }: { status: number }) =>
        status === 409 ? { model: { ...(await model()), conflict: true } } : null,
    };
  }

  private wrong(form: Found, { need }: ChildRequest): FieldError[] {
    const asked = needSlots(need.week);
    const looksOn = form.values['suffices'] === 'no' && asked !== 0 && (asked & ~tickedSlots(form.values)) === 0;
    const [from, to] = [readDay(form.values, 'from'), readDay(form.values, 'to')];
    return [
      ...(isDay(from) ? [] : [{ field: 'from', message: 'family.errors.solutionFrom' }]),
      ...(to === 'invalid' || (isDay(to) && isDay(from) && to < from)
        ? [{ field: 'to', message: 'family.errors.solutionTo' }]
        : []),
      ...(looksOn ? [{ field: 'slots', message: 'family.errors.solutionWhole' }] : []),
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
      slots: tickedSlots(form.values),
      from: readDay(form.values, 'from') as Day,
      to: isDay(to) ? to : null,
    };
  }

  private typed({ kind, providerId, providerLabel, from, to, slots }: Solution) {
    return emptyForm({
      kind: providerId ? 'nursery' : kind,
      nurseryId: providerId,
      providerLabel,
      slots: maskToSlots(slots),
      ...dayInputs('from', from),
      ...dayInputs('to', to),
    });
  }
}
