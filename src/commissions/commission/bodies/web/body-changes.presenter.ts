import { Injectable } from '@nestjs/common';
import { factsOf } from '../../../../foundation/kernel/changed-facts.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { changesTable, type ChangePreview } from '../../../../foundation/platform/web/index.js';
import type { BodyChangeLine } from '../body-changes.js';
import type { BodyPreview } from '../body-uses.js';
import { Sentences } from './sentences.js';

/** The names of the facts, as the forms call them. */
const NAMES: Readonly<Record<string, string>> = {
  name: 'commission.bodies.identity.name',
  establishmentIds: 'commission.bodies.identity.establishments',
  noticeDays: 'commission.bodies.noticeDays',
  offerDays: 'commission.bodies.offerDays',
  reofferAllowed: 'commission.bodies.reoffer',
  quorum: 'commission.bodies.quorum',
  rooms: 'commission.bodies.rooms',
  sitsInSchoolHolidays: 'commission.bodies.schoolHolidays',
  debates: 'commission.bodies.debates',
  queue: 'commission.rules.queueLegend',
  insertion: 'commission.rules.trait.insertion',
  adaptation: 'commission.rules.trait.adaptation',
  precedence: 'commission.rules.precedenceLegend',
  role: 'commission.bodies.role',
  label: 'commission.bodies.label',
  email: 'commission.bodies.email',
  address: 'commission.bodies.address',
  accountId: 'commission.bodies.account',
};
/** What comes of a fact that changes. A fact that is not here changes nothing that was planned, called or given. */
const FOLLOWS: Readonly<Record<string, string>> = {
  name: 'commission.bodyChange.follows.name',
  establishmentIds: 'commission.bodies.identity.follows',
  noticeDays: 'commission.bodyChange.follows.noticeDays',
  offerDays: 'commission.bodyChange.follows.offerDays',
  reofferAllowed: 'commission.bodyChange.follows.reofferAllowed',
  quorum: 'commission.bodyChange.follows.quorum',
  sitsInSchoolHolidays: 'commission.bodyChange.follows.sitsInSchoolHolidays',
  debates: 'commission.bodyChange.follows.debates',
  email: 'commission.bodyChange.follows.email',
  address: 'commission.bodyChange.follows.email',
  accountId: 'commission.bodyChange.follows.accountId',
};

/** What a change of a body makes different and for whom, and the changes that were made. */
@Injectable()
export class BodyChangesPresenter {
  constructor(private readonly say: Sentences) {}

  /**
   * @param action where the change is made
   * @param values what is sent there, under the names of its form
   */
  previewModel(
    words: Translator,
    preview: BodyPreview,
    { action, values }: Pick<ChangePreview, 'action' | 'values'>,
  ): ChangePreview {
    const { t } = words;
    const { body, member, changed, use, waiting, refusal } = preview;
    const { members, families } = use;
    return {
      title: t('commission.bodyChange.title', { name: body.name }),
      back: `/commissions/instances/${body.id}`,
      changes: this.changeLines(words, preview),
      concerned: [
        { text: t('commission.bodyChange.concerned', { members, sessions: use.coming.length, families }) },
        ...waiting.map(({ at, requests }) => ({
          text: t('commission.bodyChange.waiting', { at: this.say.provider(at), requests }),
        })),
      ],
      follows: [
        ...(member ? this.memberFollows(words, preview) : this.bodyFollows(words, preview)),
        ...new Set(changed.flatMap(({ name }) => (FOLLOWS[name] && !isAddition(preview) ? [t(FOLLOWS[name])] : []))),
      ],
      refused: refusal && this.say.refusalSentence(words, refusal),
      action,
      values: { ...values, version: String(body.version) },
    };
  }

  /** @param mayChangeIdentity whether the reader changes what the body is: its name and its establishments */
  historyModel(
    words: Translator,
    bodyId: string,
    made: readonly BodyChangeLine[],
    mayChangeIdentity: boolean,
  ): Record<string, unknown> {
    const { t } = words;
    return changesTable(
      words,
      { caption: t('commission.bodyChange.history'), empty: t('commission.bodyChange.none') },
      made.map((change) => ({
        at: change.at,
        by: change.changer,
        what: this.madeWords(words, change),
        back:
          isFinal(change) || (change.kind === 'identity' && !mayChangeIdentity)
            ? null
            : {
                href: `/commissions/instances/${bodyId}/retour/${change.id}`,
                label: t('commission.bodyChange.backOf', { at: words.instant(change.at) }),
              },
      })),
    );
  }

  private changeLines(words: Translator, { kind, member, changed }: BodyPreview): string[] {
    const { t } = words;
    if (kind === 'member-add') return [t('commission.bodyChange.added', { name: member!.label })];
    if (kind === 'member-end') return [t('commission.bodyChange.ended', { name: member!.label })];
    if (kind === 'member-return') return [t('commission.bodyChange.returned', { name: member!.label })];
    return [
      ...(member ? [member.label] : []),
      ...changed.map(({ name, before, after }) => this.factLine(words, name, before, after)),
    ];
  }

  private madeWords(words: Translator, { kind, memberLabel, before, after }: BodyChangeLine): string {
    const { t } = words;
    if (kind === 'member-add') return t('commission.bodyChange.added', { name: memberLabel });
    if (kind === 'member-end') return t('commission.bodyChange.ended', { name: memberLabel });
    if (kind === 'member-return') return t('commission.bodyChange.returned', { name: memberLabel });
    const facts = Object.entries(after).map(([name, value]) => this.factLine(words, name, before[name], value));
    if (facts.length === 0) return t('commission.bodyChange.usualRules');
    return [...(kind === 'member-change' ? [memberLabel] : []), ...facts].join(' · ');
  }

  private factLine(words: Translator, name: string, before: unknown, after: unknown): string {
    // An account is named by the person, who is said beside it, and an id tells nobody anything.
    if (name === 'accountId')
      return words.t('commission.bodyChange.account', {
        how: after === null ? 'none' : before === null ? 'new' : 'other',
      });
    return words.t('web.preview.line', {
      fact: words.t(NAMES[name]!),
      before: this.valueWords(words, name, before),
      after: this.valueWords(words, name, after),
    });
  }

  private valueWords({ t, list }: Translator, name: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return t('web.preview.nothing');
    if (name === 'establishmentIds')
      return list((value as string[]).map((id) => this.say.provider(id))) || t('web.preview.nothing');
    if (Array.isArray(value)) return list(value.map(String)) || t('web.preview.nothing');
    if (typeof value === 'boolean') return t(value ? 'commission.bodies.yes' : 'commission.bodies.no');
    if (name === 'noticeDays' || name === 'offerDays') return t('commission.bodyChange.days', { count: Number(value) });
    if (name === 'insertion' || name === 'adaptation')
      return t('commission.bodyChange.percent', { percent: Number(value) });
    if (name === 'role') return t(`commission.bodies.roles.${String(value)}`);
    if (name === 'debates') return t(`commission.bodies.debate.${String(value)}`);
    if (name === 'queue') return t(`commission.rules.queue.${String(value)}`);
    if (name === 'precedence') return t(`commission.rules.precedence.${String(value)}`);
    return name === 'address' ? list(String(value).split('\n')) : String(value);
  }

  /** Rules are fixed with the list of a session, so that the sessions whose list is fixed are named. */
  private bodyFollows({ t, list, fullDay }: Translator, { kind, use: { fixed } }: BodyPreview): string[] {
    if (kind !== 'rules') return [];
    const kept = { count: fixed.length, days: list(fixed.map(fullDay)) };
    return [t('commission.rules.intro'), ...(fixed.length > 0 ? [t('commission.bodyChange.keptRules', kept)] : [])];
  }

  private memberFollows({ t, list, fullDay }: Translator, { kind, use: { called } }: BodyPreview): string[] {
    if (kind === 'member-change') return [];
    const sent = { count: called.length, days: list(called.map(fullDay)) };
    return [
      t(kind === 'member-end' ? 'commission.bodies.endText' : 'commission.bodyChange.follows.added'),
      ...(called.length > 0 ? [t('commission.bodyChange.calledAlready', sent)] : []),
    ];
  }
}

const isAddition = ({ kind }: BodyPreview): boolean => kind === 'member-add';
/** The usual rules were chosen where they applied already, or somebody who was changed has left since. */
const isFinal = ({ kind, after, memberLeft }: BodyChangeLine): boolean =>
  (kind === 'rules' && Object.keys(after).length === 0) || (kind === 'member-change' && memberLeft);

/** The facts of a body or a member as they would be. */
export const factsAfter = <Thing extends object>(thing: Thing, { changed }: BodyPreview): Thing => ({
  ...thing,
  ...factsOf(changed, 'after'),
});
