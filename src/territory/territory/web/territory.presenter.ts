import { Injectable } from '@nestjs/common';
import { factsChanged } from '../../../foundation/kernel/changed-facts.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { changesTable, type ChangePreview } from '../../../foundation/platform/web/index.js';
import type { TerritoryKind } from '../domain/territory-kind.js';
import type { Commune, FirstDesk, LivingArea } from '../persistence/territory.entities.js';
import { Territory } from '../territory.js';
import { TerritoryChanges } from '../territory-changes.js';
import { TerritoryUses } from '../territory-uses.js';
import { areaValues, communeValues, deskValues } from './territory.forms.js';

type Thing = Commune | FirstDesk | LivingArea;

const HOME = '/administration/territoire';
const PATHS: Readonly<Record<TerritoryKind, string>> = { desk: 'guichets', area: 'bassins', commune: 'communes' };
const CHANGES_SHOWN = 20;
/** Facts of which a sentence says what follows. */
const FOLLOWED = [
  'address',
  'phone',
  'email',
  'firstDeskId',
  'livingAreaId',
  'insideRpe',
  'latitude',
  'longitude',
  'population',
];

/** What a change of the territory makes different and for whom, and the changes that were made. */
@Injectable()
export class TerritoryPresenter {
  constructor(
    private readonly territory: Territory,
    private readonly changes: TerritoryChanges,
    private readonly uses: TerritoryUses,
  ) {}

  /** @param wanted the facts that are asked for, of which some may be as they are */
  async previewModel(
    words: Translator,
    kind: TerritoryKind,
    id: string,
    wanted: object,
  ): Promise<ChangePreview | null> {
    const { t } = words;
    const thing = this.find(kind, id)!;
    const changed = factsChanged(thing, wanted);
    if (changed.length === 0) return null;
    const follows = [
      ...new Set(changed.filter(({ name }) => FOLLOWED.includes(name)).map(({ name }) => this.followOf(name))),
    ];
    return {
      title: t('territory.preview.title', { name: thing.name }),
      back: `${HOME}/${PATHS[kind]}/${id}`,
      action: `${HOME}/${PATHS[kind]}/${id}`,
      changes: changed.map(({ name, before, after }) =>
        t('web.preview.line', {
          fact: t(`territory.fields.${name}`),
          before: this.valueWords(words, name, before),
          after: this.valueWords(words, name, after),
        }),
      ),
      concerned: [{ text: t(`territory.preview.concerned.${kind}`, { ...(await this.uses.countUses(kind, id)) }) }],
      follows: follows.map((name) => t(`territory.preview.follows.${name}`)),
      values: this.valuesOf(kind, { ...thing, ...wanted }),
    };
  }

  async historyModel(words: Translator): Promise<Record<string, unknown>> {
    const { t } = words;
    const made = await this.changes.listChanges(CHANGES_SHOWN);
    const names = await this.uses.namesOf(made.map(({ changedBy }) => changedBy));
    return changesTable(
      words,
      { caption: t('territory.history'), empty: t('territory.noChange') },
      made.map(({ id, at, changedBy, kind, subject, before, after }) => {
        const name = this.find(kind, subject)?.name ?? subject;
        return {
          at,
          by: names.get(changedBy) ?? null,
          what:
            before === null
              ? t('territory.added', { name })
              : t('territory.changedOf', {
                  name,
                  facts: words.list(
                    Object.entries(after).map(([fact, value]) =>
                      t('web.preview.line', {
                        fact: t(`territory.fields.${fact}`),
                        before: this.valueWords(words, fact, before[fact]),
                        after: this.valueWords(words, fact, value),
                      }),
                    ),
                  ),
                }),
          back: before && {
            href: `${HOME}/retour/${id}`,
            label: t('territory.takeBackOf', { name, at: words.instant(at) }),
          },
        };
      }),
    );
  }

  private find(kind: TerritoryKind, id: string): Thing | undefined {
    if (kind === 'desk') return this.territory.desks().find((desk) => desk.id === id);
    if (kind === 'area') return this.territory.livingAreas().find((area) => area.id === id);
    return this.territory.commune(id) ?? undefined;
  }

  private valuesOf(kind: TerritoryKind, thing: Thing): Record<string, unknown> {
    if (kind === 'desk') return deskValues(thing as FirstDesk);
    return kind === 'area' ? areaValues(thing as LivingArea) : communeValues(thing as Commune);
  }

  /** Two facts of one place have one sentence. */
  private followOf(name: string): string {
    if (name === 'longitude') return 'latitude';
    return name === 'phone' || name === 'email' ? 'address' : name;
  }

  private valueWords({ t, number, list }: Translator, name: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return t('web.preview.nothing');
    if (name === 'firstDeskId') return this.find('desk', String(value))?.name ?? String(value);
    if (name === 'livingAreaId') return this.find('area', String(value))?.name ?? String(value);
    if (name === 'insideRpe') return t(`territory.preview.insideRpe.${value === true ? 'yes' : 'no'}`);
    if (name === 'phone') return phoneWords(String(value));
    if (name === 'population') return number(Number(value));
    return Array.isArray(value) ? list(value.map(String)) : String(value);
  }
}
