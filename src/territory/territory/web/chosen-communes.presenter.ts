import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { findCommunes, lineOf, type OfficialCommune } from '../domain/official-communes.js';
import { OfficialFiles, type OfficialFile, type WrongLine } from '../official-files.js';
import { Territory } from '../territory.js';

type Model = Record<string, unknown>;

const MOST_LINES_TOLD = 10;

interface Box {
  readonly value: string;
  readonly text: string;
  readonly hint: { readonly text: string };
  readonly checked: boolean;
}

/** The page on which communes are chosen by name. */
@Injectable()
export class ChosenCommunesPresenter {
  constructor(
    private readonly files: OfficialFiles,
    private readonly territory: Territory,
  ) {}

  formModel({ t }: Translator): Model {
    const departements = this.files.listDepartements();
    const desks = this.territory.desks().map((desk) => ({ value: desk.id, text: desk.name }));
    return {
      title: t('territory.choose.title'),
      departements: departements.map(({ code, name }) => ({ value: code, text: name })),
      sources: departements.map(({ name, source }) => t('territory.choose.source', { name, source })),
      desks,
      areas: this.territory.livingAreas().map((area) => ({ value: area.id, text: area.name })),
      // A choice of one is no question.
      initial: { departement: departements[0]?.code ?? '', firstDeskId: desks.length === 1 ? desks[0]!.value : '' },
    };
  }

  /** The communes that were meant, ticked; near names beside, not ticked; what is there already and what is not found. */
  foundModel(words: Translator, names: readonly string[], { communes, wrong }: OfficialFile): Model {
    const { t, list } = words;
    const { found, unknown } = findCommunes(names, communes);
    const isKnown = ({ code }: OfficialCommune): boolean => this.territory.commune(code) !== null;
    const known = found.filter(isKnown);
    const fresh = found.filter((commune) => !isKnown(commune));
    const near = unknown.flatMap(({ typed, near: those }) =>
      those
        .filter((commune) => !isKnown(commune) && !fresh.includes(commune))
        .map((commune) => this.box(words, commune, false, { key: 'nearItem', typed })),
    );
    return {
      title: t('territory.choose.titleFound'),
      found: {
        lead: t('territory.choose.foundLead', { count: fresh.length }),
        boxes: [...fresh.map((commune) => this.box(words, commune, true, { key: 'item' })), ...near],
        known: known.length > 0 ? t('territory.choose.known', { names: list(known.map(({ name }) => name)) }) : null,
        unknown: unknown.map(({ typed, near: those }) =>
          those.length > 0
            ? t('territory.choose.near', { typed, names: list(those.map(({ name }) => name)) })
            : t('territory.choose.nearNone', { typed }),
        ),
        unknownTitle: t('territory.choose.unknown', { count: unknown.length }),
        skipped: wrong.length > 0 ? this.skippedWords(words, wrong) : null,
      },
    };
  }

  /** A line that cannot be read, with the name of its column. */
  lineWords({ t }: Translator, { line, column }: WrongLine): { line: number; column: string } {
    return { line: line ?? 1, column: t(`territory.fields.${column}`) };
  }

  private skippedWords(words: Translator, wrong: readonly WrongLine[]): string {
    const lines = wrong
      .slice(0, MOST_LINES_TOLD)
      .map((one) => words.t('territory.choose.skippedLine', this.lineWords(words, one)));
    return words.t('territory.choose.skipped', { count: wrong.length, lines: lines.join(', ') });
  }

  private box(
    { t, list }: Translator,
    commune: OfficialCommune,
    checked: boolean,
    { key, typed = '' }: { readonly key: 'item' | 'nearItem'; readonly typed?: string },
  ): Box {
    const { name, code, population, postalCodes } = commune;
    return {
      value: lineOf(commune),
      text: t(`territory.choose.${key}`, { name, typed, postalCodes: list([...postalCodes]) }),
      hint: { text: t('territory.choose.itemHint', { code, population }) },
      checked,
    };
  }
}
