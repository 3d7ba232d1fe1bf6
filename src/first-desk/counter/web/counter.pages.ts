import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  CheckPresenter,
  DraftPages,
  Drafts,
  fieldOnPage,
  isSameAnswer,
  readForm,
  WholeFormPresenter,
  withPart,
  type DossierForm,
  type OpenDraft,
  type ReadForm,
} from '../../../dossier/dossier/index.js';
import { newId } from '../../../foundation/kernel/ids.js';
import { Conflict } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, mayEver, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  checkForm,
  Form,
  FoundAt,
  ListsFamilies,
  page,
  redirect,
  refusedPage,
  TakesFields,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { SessionSearches, STAFF_COOKIE } from '../../../territory/accounts/index.js';
import { CompletedFamilies } from '../completed-families.js';
import { CompleteForm, CounterPress, SearchForm, SearchQuery } from './counter.form.js';
import { CounterPresenter, HERE } from './counter.presenter.js';
import { FoundAtCounter } from './found-at-counter.js';

/** More than a form of two adults and eight children sends. */
const MOST_FIELDS = 900;
const VIEW = 'counter/form';

type Typed = Readonly<Record<string, unknown>>;
interface Pressed {
  readonly act: string;
  readonly version: string;
  readonly answers: Typed;
}

/** What the page sent: its button, what it showed, and its answers. */
function pressedIn(body: unknown): Pressed {
  const { _csrf: _token, version, act, leave, ...answers } = { ...(body as Record<string, unknown>) };
  const press = checkForm(CounterPress, { version, ...(act ? { act } : {}), ...(leave ? { leave } : {}) });
  // A version that nobody was shown is nobody's, and the page is shown again.
  return press.ok
    ? { act: press.value.leave ?? press.value.act ?? 'review', version: press.value.version, answers }
    : { act: 'review', version: '-1', answers };
}

/** Saisie au guichet: an agent finds the family that is known already, or enters a new one on the same page. */
@Controller('rpe/saisie')
@Allow(Permission.EnterDossier)
export class CounterPages {
  constructor(
    private readonly drafts: Drafts,
    private readonly pages: DraftPages,
    private readonly present: CounterPresenter,
    private readonly whole: WholeFormPresenter,
    private readonly check: CheckPresenter,
    private readonly searches: SessionSearches,
    private readonly found: FoundAtCounter,
    private readonly families: CompletedFamilies,
  ) {}

  @Get()
  @ListsFamilies('counter', ['found.families'])
  async showEmpty(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.shown(words, actor, await this.drafts.openAtCounter(actor, newId()), query, request);
  }

  @Post('chercher')
  @Allow(Permission.TriageRequests)
  async keepSearch(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(SearchForm) sent: Submitted<SearchForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const nothing = sent.ok && !sent.value.text ? [{ field: 'text', message: 'counter.errors.search' }] : [];
    const form = alsoWrong(sent, nothing);
    const draft = await this.unsent(actor, String(form.values['draft'] || newId()));
    if (form.ok) return redirect(await this.addressOf(draft, form.value.text!, cookies));
    const model = await this.present.model(words, actor, draft, null);
    const { values } = model['form'] as { values: Typed };
    return refusedPage(VIEW, model, { values: { ...values, ...form.values }, errors: form.errors });
  }

  /** One press: what is known of the family is there, and a child of it is added. */
  @Post('completer')
  @Allow(Permission.TriageRequests)
  async completeFamily(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(CompleteForm) form: Submitted<CompleteForm>,
  ): Promise<Page | Redirect> {
    if (!form.ok) {
      const empty = await this.drafts.openAtCounter(actor, newId());
      return refusedPage(VIEW, await this.present.model(words, actor, empty, null), form);
    }
    return redirect(`${HERE}/${await this.families.beginDraft(actor, form.value.requestId)}#enfant1-born`);
  }

  @Get(':draftId')
  @ListsFamilies('counter', ['found.families'])
  async showDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.shown(words, actor, await this.unsent(actor, draftId), query, request);
  }

  /**
   * Every press keeps what is typed. What cannot be taken stays in its field, with what is wrong, and nothing else is
   * done before it is put right.
   */
  @Post(':draftId')
  @TakesFields(MOST_FIELDS)
  async saveForm(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Body() body: unknown,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const pressed = pressedIn(body);
    const draft = await this.unsent(actor, draftId);
    const read = readForm(pressed.answers, this.pages.desk(draft), draft.form);
    const form = pressed.act === 'adult' || pressed.act === 'child' ? withPart(read.form, pressed.act) : read.form;
    const saved = await this.kept(actor, draft, pressed.version, form);
    if (saved === null) {
      const current = await this.unsent(actor, draftId);
      const model = { ...(await this.present.model(words, actor, current, null)), conflict: true };
      return refusedPage(VIEW, model, { values: pressed.answers, errors: [] }, 409);
    }
    const missing = pressed.act === 'review' && read.errors.length === 0 ? this.missing(words, saved) : [];
    const errors = [...this.said(words, saved.form, read), ...missing];
    if (errors.length === 0) return redirect(await this.next(saved, pressed.act, cookies));
    const model = await this.present.model(words, actor, saved, null);
    return refusedPage(VIEW, model, { values: { ...this.present.shown(saved), ...pressed.answers }, errors });
  }

  /** The draft with what was typed; null where another window has changed it to something else. */
  private async kept(actor: Actor, draft: OpenDraft, version: string, form: DossierForm): Promise<OpenDraft | null> {
    try {
      return await this.pages.saveDraft(draft, version, () => form, 'points');
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      // The button was pressed twice: the first one has kept the same.
      const current = await this.drafts.openAtCounter(actor, draft.id);
      return isSameAnswer(current.form, form) && current.version > 0 ? current : null;
    }
  }

  /** Where a press leads to once everything is kept. */
  private async next(
    { id, form, ...draft }: OpenDraft,
    act: string,
    cookies: FastifyRequest['cookies'],
  ): Promise<string> {
    const here = `${HERE}/${id}`;
    const [verb, rank] = act.split(':');
    switch (verb) {
      case 'adult':
        return `${here}#responsable${form.adults.length}-firstName`;
      case 'child':
        return `${here}#enfant${form.children.length}-born`;
      case 'pages':
        return `/dossier/${id}`;
      case 'search':
        return this.addressOf({ ...draft, id, form }, namesIn(form), cookies);
      case 'review':
        return `${here}/verifier`;
      case 'wish':
        return `${here}#voeux${rank}-${(form.children[Number(rank) - 1]?.wishes.length ?? 0) + 1}`;
      default:
        return here;
    }
  }

  private async addressOf(draft: OpenDraft, text: string, cookies: FastifyRequest['cookies']): Promise<string> {
    const here = draft.version === 0 ? HERE : `${HERE}/${draft.id}`;
    return text === '' ? here : `${here}?searched=${await this.searches.keepSearch(cookies[STAFF_COOKIE], text)}`;
  }

  /** What is wrong, of whom where the page asks the same of several. */
  private said(words: Translator, form: DossierForm, { errors }: ReadForm): FieldError[] {
    const desk = words.inVoice('atDesk');
    return errors.map(({ part, ...error }) => {
      const ofSeveral =
        part !== null &&
        (part.path === 'responsable'
          ? form.adults.length > 1
          : OF_CHILD.includes(part.path) && form.children.length > 1);
      if (!ofSeveral) return error;
      const sentence = desk.t(error.message, error.args ?? {});
      return {
        field: error.field,
        message: 'counter.errors.of',
        args: { who: this.whole.titleOf(desk, form, part), sentence },
      };
    });
  }

  /** Without these nobody would find the dossier again. */
  private missing(words: Translator, draft: OpenDraft): FieldError[] {
    return this.check
      .blocked(words, draft, this.pages.steps(draft))
      .map(({ text, href }) => ({
        field: fieldOnPage(href.slice(`/dossier/${draft.id}/`.length)),
        message: 'counter.errors.missing',
        args: { answer: text },
      }));
  }

  private async shown(
    words: Translator,
    actor: Actor,
    draft: OpenDraft,
    raw: Record<string, unknown>,
    { cookies }: FastifyRequest,
  ): Promise<Page> {
    const query = checkForm(SearchQuery, { searched: raw['searched'] });
    const key = query.ok ? query.value.searched : undefined;
    const text =
      key && mayEver(actor, Permission.TriageRequests)
        ? await this.searches.findSearch(cookies[STAFF_COOKIE], key)
        : null;
    const searched = text === null ? null : { text, families: await this.found.findFamilies(words, actor, text) };
    return page(VIEW, await this.present.model(words, actor, draft, searched));
  }

  /** @throws FoundAt when it was sent: whoever goes back to it reads its receipt */
  private async unsent(actor: Actor, draftId: string): Promise<OpenDraft> {
    const draft = await this.drafts.openAtCounter(actor, draftId);
    if (draft.dossierId) throw new FoundAt(`/dossier/${draftId}/recu`, 'dossier.receipt.alreadySent');
    return draft;
  }
}

const OF_CHILD = ['enfant', 'besoin', 'voeux'];

/** The name by which the family of a form is looked for: that of the child, or of the adult. */
const namesIn = ({ adults, children }: DossierForm): string =>
  children[0]?.surname ?? adults[0]?.surname ?? adults[0]?.phone ?? '';
