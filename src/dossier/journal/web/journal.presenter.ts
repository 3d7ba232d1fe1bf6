import { Injectable } from '@nestjs/common';
import type { KnownAccount } from '../../../territory/accounts/index.js';
import type { JournalStandingNow } from '../../../foundation/platform/audit-chain/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { LOOK_REASONS, LOOKED_ACTS } from '../domain/look.js';
import { MOST_LINES, type LookPage, type ShownLine } from '../journal-looks.js';

type Model = Record<string, unknown>;

const COLUMNS = ['at', 'who', 'act', 'about', 'facts'] as const;
/** Actors that are no person of staff, by how their reference begins. */
const KINDS = [
  'family',
  'childminder',
  'expert',
  'partner',
  'client',
  'import',
  'session',
  'mail_provider',
  'system',
  'staff',
] as const;
/** What a line says besides, that has a word of its own. Everything else is shown as the journal spells it. */
const FACTS = [
  'count',
  'route',
  'reason',
  'text',
  'search',
  'length',
  'network',
  'locked',
  'what',
  'window',
  'since',
  'until',
];

/** The pages of the journal: people of staff by their names, families by the numbers of their dossiers alone. */
@Injectable()
export class JournalPresenter {
  journalModel(words: Translator, people: readonly KnownAccount[], standing: JournalStandingNow): Model {
    const { t } = words;
    return {
      title: t('journal.title'),
      reasons: LOOK_REASONS.map((value) => ({ value, text: t(`journal.reason.${value}`) })),
      people: people.map(({ id, name }) => ({ value: id, text: name })),
      acts: LOOKED_ACTS.map((value) => ({ value, text: t(`journal.act.${value}`) })),
      ...this.standingModel(words, standing),
    };
  }

  lookModel(
    words: Translator,
    lookId: string,
    { look, lines, next }: LookPage,
    people: readonly KnownAccount[],
  ): Model {
    const { t, day } = words;
    const person = people.find(({ id }) => id === look.accountId);
    return {
      title: t('journal.look.title'),
      asked: [
        { key: t('journal.field.reason'), value: `${t(`journal.reason.${look.reason}`)} – ${look.text}` },
        {
          key: t('journal.look.period'),
          value: t('journal.look.days', { since: day(look.since), until: day(look.until) }),
        },
        ...(look.accountId ? [{ key: t('journal.field.person'), value: person?.name ?? look.accountId }] : []),
        ...(look.number ? [{ key: t('journal.field.number'), value: look.number }] : []),
        ...(look.act ? [{ key: t('journal.field.act'), value: t(`journal.act.${look.act}`) }] : []),
      ],
      ofDossier: look.number !== undefined,
      table: {
        caption: t('journal.look.lines'),
        captionHidden: true,
        dense: true,
        empty: t('journal.look.empty'),
        columns: COLUMNS.map((name) => ({ text: t(`journal.column.${name}`) })),
        rows: lines.map((line) => this.cells(words, line)),
      },
      csvHref: `/journal/${lookId}/lignes.csv`,
      csvHint: t('journal.look.csvHint', { most: MOST_LINES }),
      next: next && `/journal/${lookId}?apres=${next.at}~${next.id}`,
    };
  }

  csvLines(words: Translator, lines: readonly ShownLine[]): string[][] {
    return [
      COLUMNS.map((name) => words.t(`journal.column.${name}`)),
      ...lines.map((line) => [line.at, ...this.cells(words, line).slice(1)]),
    ];
  }

  private cells(words: Translator, line: ShownLine): string[] {
    return [
      words.shortInstant(line.at),
      this.who(words, line),
      this.act(words, line.action),
      this.about(words, line),
      this.facts(words, line.facts),
    ];
  }

  private who({ t }: Translator, { actor, person }: ShownLine): string {
    const kind = KINDS.find((known) => actor === known || actor.startsWith(`${known}:`));
    return person ?? (kind ? t(`journal.actor.${kind}`) : actor);
  }

  private act({ t, has }: Translator, action: string): string {
    return has(`journal.act.${action}`) ? t(`journal.act.${action}`) : action;
  }

  private about({ t, has }: Translator, { number, subjectKind, subjectId }: ShownLine): string {
    if (number !== null) return t('journal.dossier', { number });
    const list = `journal.list.${subjectKind}`;
    return has(list) ? t(list, { id: subjectId }) : `${subjectKind} ${subjectId}`;
  }

  private facts({ t, has }: Translator, stored: string | null): string {
    const valueOf = (name: string, value: string | number | boolean): string =>
      name === 'reason' && has(`journal.reason.${value}`) ? t(`journal.reason.${value}`) : String(value);
    const facts = Object.entries(
      (JSON.parse(stored ?? '{}') as Record<string, string | number | boolean> | null) ?? {},
    );
    return facts
      .map(([name, value]) => `${FACTS.includes(name) ? t(`journal.fact.${name}`) : name} : ${valueOf(name, value)}`)
      .join(' · ');
  }

  private standingModel({ t, instant }: Translator, standing: JournalStandingNow): Model {
    const { sealed, anchored, verified, places, waitingSince } = standing;
    const none = t('journal.standing.never');
    return {
      isBroken: verified !== null && verified.findings > 0,
      broken: verified && t('journal.standing.broken', { count: verified.findings, first: verified.first ?? '' }),
      standing: [
        {
          key: t('journal.standing.sealed'),
          value: sealed ? t('journal.standing.sealedAt', { number: sealed.number, at: instant(sealed.at) }) : none,
        },
        {
          key: t('journal.standing.anchored'),
          value: anchored
            ? t('journal.standing.anchoredAt', { number: anchored.segment, at: instant(anchored.at), places })
            : none,
        },
        {
          key: t('journal.standing.waiting'),
          value: waitingSince
            ? t('journal.standing.waitingSince', { at: instant(waitingSince) })
            : t('journal.standing.nothing'),
        },
        {
          key: t('journal.standing.verified'),
          value: verified
            ? t('journal.standing.verifiedAt', {
                at: instant(verified.at),
                segments: verified.segments,
                anchored: verified.anchored,
                findings: verified.findings,
              })
            : none,
        },
      ],
    };
  }
}
