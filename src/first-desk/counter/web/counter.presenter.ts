import { Injectable } from '@nestjs/common';
import {
  Dossiers,
  Drafts,
  isUnwritten,
  isWithheld,
  partsOf,
  shownForm,
  WholeFormPresenter,
  type DossierForm,
  type OpenDraft,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { homeOfDesk } from '../domain/home-of-desk.js';
import type { KnownFamily } from './found-at-counter.js';

type Model = Record<string, unknown>;

export const HERE = '/rpe/saisie';

/** What was searched for, and the families that it found. */
export interface Searched {
  readonly text: string;
  readonly families: readonly KnownFamily[];
}

/** The counter's page: the search, the whole form, and what the agent began before. */
@Injectable()
export class CounterPresenter {
  constructor(
    private readonly whole: WholeFormPresenter,
    private readonly drafts: Drafts,
    private readonly dossiers: Dossiers,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  async model(words: Translator, actor: Actor, draft: OpenDraft, searched: Searched | null): Promise<Model> {
    const { t, day } = words;
    const base = `${HERE}/${draft.id}`;
    const children = draft.form.children.flatMap(({ firstName, surname }) => firstName ?? surname ?? []);
    return {
      ...(await this.whole.model(words, draft.form, {
        base,
        back: HERE,
        version: draft.version,
        counter: true,
        follow: false,
      })),
      title: t(isUnwritten(draft) ? 'counter.title' : 'counter.draftTitle', {
        named: children.length > 0 ? 'yes' : 'no',
        children: words.list(children),
      }),
      action: base,
      keeps: { form: 'answers', action: base },
      received: t(draft.pointId === null ? 'counter.received' : 'counter.receivedAtPoint', {
        day: day(this.clock.today()),
        desk: draft.deskId === null ? '' : this.territory.desk(draft.deskId).name,
      }),
      draftId: isUnwritten(draft) ? '' : draft.id,
      search: { values: { text: searched?.text ?? '' }, errors: [] },
      found: searched && {
        title: t('counter.found', { count: searched.families.length }),
        families: searched.families,
      },
      completes: await this.completes(words, actor, draft),
      maySearch: draft.pointId === null && draft.completesId === null,
      mayAddAdult: draft.form.adults.length < 2,
      form: { values: this.shown(draft), errors: [] },
      table: await this.unfinished(words, actor),
    };
  }

  /** What the fields show: the answers, and where nothing is said yet what is most often so. */
  shown({ form, deskId, version }: Pick<OpenDraft, 'form' | 'deskId' | 'version'>): Model {
    const desk = deskId === null ? null : this.territory.desk(deskId);
    const home = desk && version === 0 ? homeOfDesk(desk, this.territory.communes()) : null;
    const codes = this.territory.commune(home)?.postalCodes ?? [];
    return { ...shownForm(form), ...usual(form), ...proposedHome(home, codes) };
  }

  /** The known family that a draft adds to. */
  private async completes({ t }: Translator, actor: Actor, { completesId, pointId }: OpenDraft): Promise<Model | null> {
    if (completesId === null) return null;
    // A point d'accueil knows that the family proved its number, and reads nothing of what is held.
    if (pointId !== null) return { text: t('counter.completesUnread'), children: [] };
    const { dossier, requests } = await this.dossiers.dossierFile(actor, completesId);
    return {
      text: t('counter.completes', { number: dossier.number }),
      children: requests.map(({ id, firstName, surname, state }) => ({
        href: `/rpe/demandes/${id}`,
        text: [firstName, surname].filter(Boolean).join(' ') || t('counter.unnamed'),
        hint: t(`state.${state}`),
      })),
    };
  }

  private async unfinished({ t, shortInstant, list }: Translator, actor: Actor): Promise<Model> {
    const drafts = await this.drafts.unfinishedOf(actor);
    return {
      caption: t('counter.unfinished'),
      empty: t('counter.none'),
      columns: ['children', 'begun', 'changed'].map((name) => ({ text: t(`counter.column.${name}`) })),
      rows: drafts.map(({ id, form, createdAt, updatedAt }) => [
        {
          text: list(
            form.children.map(
              ({ firstName, surname }) =>
                [firstName, surname].filter(Boolean).join(' ') ||
                t('counter.unnamedBegun', { begun: shortInstant(createdAt) }),
            ),
          ),
          href: `${HERE}/${id}`,
        },
        shortInstant(createdAt),
        shortInstant(updatedAt),
      ]),
    };
  }
}

/** What is most often so: the child is born, and comes on the same days each week. Both are seen, and can be changed. */
const usual = (form: DossierForm): Model =>
  Object.fromEntries(
    partsOf(form).flatMap(({ path, index, at }): [string, string][] => {
      const child = form.children[index];
      if (path === 'enfant' && child && child.birthDate === null && child.dueDate === null)
        return [[`${at}born`, 'born']];
      return path === 'besoin' && child && child.need.kind === null && !isWithheld(child.need, 'kind')
        ? [[`${at}kind`, 'regular']]
        : [];
    }),
  );

const proposedHome = (home: string | null, codes: readonly string[]): Model =>
  home === null
    ? {}
    : { 'responsable1-communeCode': home, ...(codes.length === 1 ? { 'responsable1-postalCode': codes[0] } : {}) };
