import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { ListRow, WorkList } from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import type { ChildHere } from '../children.js';
import { groupOn, movementsOf, type Movement, type SectionStay } from '../domain/movements.js';
import { ChildrenPresenter, familyOf } from './children.presenter.js';
import { EajeWords } from './eaje-words.js';

/** How far ahead movements are told: thirteen months have a whole September, whatever the day. */
const DAYS_AHEAD = 396;

interface Stay extends SectionStay {
  readonly child: ChildHere;
}

const stayOf = (child: ChildHere): Stay => ({
  child,
  childId: child.placement.childId,
  sectionId: child.placement.sectionId,
  from: child.placement.from,
  to: child.placement.to,
  steps: child.steps,
});

/** Departures and arrivals of an establishment, and its groups on a day, as their page shows them. */
@Injectable()
export class MovementsPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
    private readonly children: ChildrenPresenter,
    private readonly clock: Clock,
  ) {}

  model(words: Translator, provider: Provider, present: readonly ChildHere[], day: Day): Record<string, unknown> {
    const { t } = words;
    const today = this.clock.today();
    const stays = present.map(stayOf);
    const { leaves, enters } = movementsOf(stays, { from: today, to: addDays(today, DAYS_AHEAD) });
    // Who leaves on 31 August stands beside who comes on 1 September: the month is that in which the seat is free.
    const left = groupedBy(leaves, ({ on }) => addDays(on, 1).slice(0, 7));
    const come = groupedBy(enters, ({ on }) => on.slice(0, 7));
    return {
      ...this.say.frame(words, provider, '/accueils', t('eaje.movements.title')),
      titleShown: [t('eaje.movements.on', { day: words.day(day) })],
      here: `/eaje/${provider.id}/mouvements`,
      months: [...new Set([...left.keys(), ...come.keys()])]
        .sort()
        .map((month) => ({
          title: words.month(month),
          leaves: this.list(words, provider, left.get(month) ?? [], 'leaves'),
          enters: this.list(words, provider, come.get(month) ?? [], 'enters'),
        })),
      groups: this.groups(words, provider, stays, day),
    };
  }

  private list(
    words: Translator,
    provider: Provider,
    movements: readonly Movement<Stay>[],
    way: 'leaves' | 'enters',
  ): WorkList {
    const { t } = words;
    return {
      caption: t(`eaje.movements.${way}`, { count: movements.length }),
      empty: t('eaje.movements.nobody'),
      columns: [
        { text: t('eaje.children.column.child'), width: 'name', plain: true },
        { text: t('eaje.children.column.section'), width: 'rest', plain: true },
        { text: t(`eaje.movements.day.${way}`), width: 'due', plain: true },
      ],
      rows: movements.map(({ stay: { child }, sectionId, other, on, isExpected }) =>
        this.row(words, provider, child, {
          text: this.say.sectionById(words, sectionId),
          hint: other
            ? t(`eaje.movements.${way}Other`, { section: this.say.sectionById(words, other) })
            : t(`eaje.movements.${way}Alone`),
          last: { text: words.shortDay(on), ...(isExpected ? { hint: t('eaje.movements.expected') } : {}) },
        }),
      ),
    };
  }

  private groups(words: Translator, provider: Provider, stays: readonly Stay[], day: Day): object[] {
    const { t } = words;
    const there = groupedBy(groupOn(stays, day), ({ sectionId }) => sectionId);
    return this.supply.sectionsOf(provider.id).map((section) => {
      const group = there.get(section.id) ?? [];
      const expected = group.filter(({ isExpected }) => isExpected).length;
      const name = this.say.sectionName(words, section);
      const title = t('eaje.movements.group', { section: name, count: group.length, expected });
      return {
        title,
        list: {
          caption: title,
          empty: t('eaje.movements.nobody'),
          columns: [
            { text: t('eaje.children.column.child'), width: 'name', plain: true },
            { text: t('eaje.children.column.week'), width: 'rest', plain: true },
            { text: t('eaje.children.column.from'), width: 'due', plain: true },
          ],
          rows: group.map(({ stay: { child }, from, isExpected }) =>
            this.row(words, provider, child, {
              text: this.say.shortWeek(words, child.placement.slots),
              last: { text: words.shortDay(from), ...(isExpected ? { hint: t('eaje.movements.expected') } : {}) },
            }),
          ),
        } satisfies WorkList,
      };
    });
  }

  private row(
    words: Translator,
    provider: Provider,
    child: ChildHere,
    { text, hint, last }: { text: string; hint?: string; last: { text: string; hint?: string } },
  ): ListRow {
    return {
      families: [familyOf(child)],
      cells: [
        {
          text: this.children.nameOf(words, child),
          href: `/eaje/${provider.id}/accueils/${child.placement.id}`,
          about: [text, last.text].join(', '),
        },
        { text, ...(hint ? { hint } : {}) },
        last,
      ],
    };
  }
}
