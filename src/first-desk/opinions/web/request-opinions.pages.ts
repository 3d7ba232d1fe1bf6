import { Controller } from '@nestjs/common';
import { criterionName } from '../../../commissions/admission/index.js';
import { childForStaff, isOpen, nameOfAdult, type RequestFile } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  dayInputs,
  emptyForm,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { AskedOpinions, type AskedCriterion } from '../asked-opinions.js';
import { countsAs, EXPERT_ROLES, isForDesk, isWaiting, LONGEST_NOTE, stateOf } from '../domain/asked-opinion.js';
import { OpinionReading } from '../opinion-reading.js';
import type { AskedOpinion } from '../persistence/opinions.entities.js';
import { answerLines, personWords, stateTag, toldRows, type Model } from './opinion-words.js';
import { ASK_FIELDS, AskForm, checkAsked, readAsked } from './opinions.form.js';

const baseOf = (requestId: string): string => `/rpe/demandes/${requestId}/avis`;

/** What a desk asks of others about one request, and what they answered. */
@Controller('rpe/demandes/:requestId/avis')
@Allow(Permission.TriageRequests)
export class RequestOpinions {
  constructor(
    private readonly reading: OpinionReading,
    private readonly opinions: AskedOpinions,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showOpinions({ words, actor, id }: Visit): Promise<Page> {
    const { file, rows } = await this.reading.readAtDesk(actor, id('requestId'));
    const child = childForStaff(words, file.request);
    const criteria = isOpen(file.request.state) ? await this.opinions.listCriteria() : [];
    const waits = (code: string): boolean =>
      rows.some((row) => row.criterion === code && isWaiting(row, this.clock.today()));
    return page('opinions/request', {
      title: words.t('askedOpinion.ofChild', { child }),
      back: `/rpe/demandes/${file.request.id}`,
      base: baseOf(file.request.id),
      rows: rows.map((row) => this.rowModel(words, row, file, criteria)),
      asks: criteria
        .filter(({ code }) => !waits(code))
        .map(({ code }) => ({ href: `${baseOf(file.request.id)}/${code}`, name: criterionName(words, code) })),
    });
  }

  @Show(':criterion')
  async showForm(visit: Visit): Promise<Page> {
    return page('opinions/ask', { ...(await this.formModel(visit)), form: emptyForm() });
  }

  /** The form with the person who was asked before. */
  @Show(':criterion/comme/:opinionId')
  async showFormAgain(visit: Visit): Promise<Page> {
    const { rows } = await this.reading.readAtDesk(visit.actor, visit.id('requestId'));
    const row = rows.find(({ id }) => id === visit.id('opinionId'));
    if (!row) throw new NotFound('asked-opinion');
    const { name, role, email, mobile, note, agreedBy, agreedOn } = row;
    const known = { name, role, email, mobile, note, agreedBy: String(agreedBy), ...dayInputs('agreed', agreedOn) };
    const model = await this.formModel(visit);
    const title = visit.words.t('askedOpinion.form.again', { name });
    return page('opinions/ask', { ...model, title, form: emptyForm(known) });
  }

  @Press(':criterion', AskForm)
  async ask(visit: Visit<AskForm>): Promise<Page | Redirect> {
    const [requestId, criterion] = [visit.id('requestId'), visit.id('criterion')];
    const model = await this.formModel(visit);
    return submitForm(
      checkAsked(visit.form),
      {
        view: 'opinions/ask',
        model: () => model,
        refused: ({ refusal }) => refusedField(ASK_FIELDS[refusal.code] ?? 'name', refusal),
      },
      async (asked) => {
        await this.opinions.ask(visit.actor, requestId, readAsked(criterion, asked, visit.form.values));
        return redirect(baseOf(requestId), 'askedOpinion.notice.asked');
      },
    );
  }

  @Press('demandes/:opinionId/reprendre')
  async takeBack({ actor, id }: Visit): Promise<Redirect> {
    await this.opinions.takeBack(actor, id('requestId'), id('opinionId'));
    return redirect(baseOf(id('requestId')), 'askedOpinion.notice.takenBack');
  }

  @Press('demandes/:opinionId/vu')
  async noteSeen({ actor, id }: Visit): Promise<Redirect> {
    await this.opinions.noteSeen(actor, id('requestId'), id('opinionId'));
    return redirect(baseOf(id('requestId')), 'askedOpinion.notice.seen');
  }

  @Press('demandes/:opinionId/compter')
  async countHeld({ actor, id }: Visit): Promise<Redirect> {
    await this.opinions.countHeld(actor, id('requestId'), id('opinionId'));
    return redirect(baseOf(id('requestId')), 'askedOpinion.notice.counted');
  }

  private rowModel(
    words: Translator,
    row: AskedOpinion,
    file: RequestFile,
    criteria: readonly AskedCriterion[],
  ): Model {
    const { t, day } = words;
    const today = this.clock.today();
    const asksAgain = ['declined', 'lapsed', 'taken_back'].includes(stateOf(row, today));
    const isAsked = criteria.some(({ code }) => code === row.criterion);
    return {
      id: row.id,
      name: personWords(words, row),
      tag: stateTag(words, row, today),
      criterion: criterionName(words, row.criterion),
      lines: [
        t('askedOpinion.askedOn', { day: day(dayOf(row.askedAt)), until: day(row.until) }),
        t('askedOpinion.agreed', { who: adultWords(words, file, row.agreedBy), day: day(row.agreedOn) }),
        ...(row.note === null ? [] : [t('askedOpinion.noted', { note: row.note })]),
        ...answerLines(words, row),
      ],
      mayTakeBack: isWaiting(row, today),
      mayNote: isForDesk(row, today),
      mayCount: row.held !== null,
      again: asksAgain && isAsked ? `${baseOf(file.request.id)}/${row.criterion}/comme/${row.id}` : null,
    };
  }

  private async formModel({ words, actor, id }: Visit<object>): Promise<Model> {
    const { t, day } = words;
    const { file } = await this.reading.readAtDesk(actor, id('requestId'));
    const { request, dossier, adults } = file;
    if (!isOpen(request.state)) throw new NotFound('criterion');
    const criterion = await this.opinions.findCriterion(id('criterion'));
    const asked = { criterion: criterion.code, least: criterion.least, most: criterion.most };
    return {
      title: t('askedOpinion.form.title', { criterion: criterionName(words, criterion.code) }),
      child: childForStaff(words, request),
      back: baseOf(request.id),
      action: `${baseOf(request.id)}/${criterion.code}`,
      until: t('askedOpinion.form.until', { day: day(await this.opinions.lastDay()) }),
      rows: toldRows(words, asked, request, dossier.household, this.clock.today()),
      roles: EXPERT_ROLES.filter((role) => countsAs(role, criterion.by) !== null).map((role) => ({
        value: role,
        text: t('askedOpinion.role', { role }),
      })),
      noteHint: t('askedOpinion.form.noteHint', { most: LONGEST_NOTE }),
      adults: adults.map(({ rank }) => ({ value: String(rank), text: adultWords(words, file, rank) })),
    };
  }
}

/** @param rank of an adult of the family */
const adultWords = ({ t }: Translator, { adults }: RequestFile, rank: number): string => {
  const name = nameOfAdult(adults, rank);
  return name === 'none' ? t('askedOpinion.adult', { rank }) : name;
};
