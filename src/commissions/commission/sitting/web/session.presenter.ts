import { Injectable } from '@nestjs/common';
import { tieBreakWords, type CriteriaGrid } from '../../../admission/index.js';
import { dayOf, timeOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { SittingRulesPresenter } from '../../bodies/web/sitting-rules.presenter.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { allows, isComing, isListing, type SessionState } from '../../domain/session-lifecycle.js';
import { TONES } from '../../planning/web/calendar.presenter.js';
import { TASK_TONES } from '../../planning/web/session-jobs.presenter.js';
import type { SessionSheet } from '../session-queries.js';

const WAY_WORDS = {
  email: 'commission.session.byMail',
  letter: 'commission.session.byLetter',
  none: 'commission.bodies.noAddress',
} as const;
const PATH: readonly SessionState[] = ['planned', 'called', 'frozen', 'prepared', 'open', 'closed', 'signed'];
interface Step {
  readonly step: string;
  readonly text: string;
  readonly hint?: string;
  readonly variant: string;
}

/** The page of one session: its state, what follows from its date, and what can be done next. */
@Injectable()
export class SessionPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly rules: SittingRulesPresenter,
  ) {}

  model(words: Translator, sheet: SessionSheet): Record<string, unknown> {
    const { session, body, cases, mayRun, mayPlan, emergencies } = sheet;
    const { t, fullDay } = words;
    return {
      id: session.id,
      version: session.version,
      heading: t('commission.session.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) }),
      state: { text: t(`commission.state.${session.state}`), tone: TONES[session.state] },
      progress: session.state === 'cancelled' ? [] : this.progress(words, session.state),
      casesText: t('commission.session.cases', { count: cases }),
      rows: this.summaryRows(words, sheet),
      tasks: this.tasks(words, sheet),
      people: this.people(words, sheet),
      unreached: this.unreached(sheet),
      conflict: sheet.conflict ? this.say.refusalSentence(words, sheet.conflict) : null,
      declarations: this.declarations(words, sheet),
      emergencyText: emergencies.length > 0 ? t('commission.session.emergencies', { count: emergencies.length }) : null,
      steps: mayRun ? this.steps(words, sheet) : [],
      mayRun,
      mayAskProofs: sheet.mayAskProofs,
      mayMove: mayPlan && allows(session.state, 'move'),
      mayCancel: mayPlan && allows(session.state, 'cancel'),
      agenda: !['cancelled'].includes(session.state),
      sitting: ['open', 'suspended'].includes(session.state),
      screen: ['prepared', 'open', 'suspended'].includes(session.state),
      unmaskings: mayRun && session.frozenAt !== null,
      audit: mayRun && ['prepared', 'open', 'suspended', 'closed', 'signed'].includes(session.state),
      minutes: ['closed', 'signed'].includes(session.state),
      offers: sheet.mayRevoke && ['closed', 'signed'].includes(session.state),
    };
  }

  private progress(words: Translator, state: SessionState): { text: string; state: string }[] {
    const reached = PATH.indexOf(state === 'suspended' ? 'open' : state);
    return PATH.map((state, index) => ({
      text: words.t(`commission.state.${state}`),
      state: index < reached ? 'done' : index === reached ? 'current' : 'next',
    }));
  }

  private summaryRows(
    words: Translator,
    { session, body, grid, mayPlan, declarations, confirmations, proofs, rules, unknownBirths }: SessionSheet,
  ): object[] {
    const { t, fullDay, day, time } = words;
    const content = grid?.content as CriteriaGrid | undefined;
    return [
      {
        key: t('commission.session.when'),
        value: t('commission.session.whenText', {
          day: fullDay(dayOf(session.startsAt)),
          time: time(timeOf(session.startsAt)),
        }),
      },
      ...(session.cancelReason
        ? [
            {
              key: t('commission.cancellation.title'),
              value: t(`commission.cancellation.reason.${session.cancelReason}`),
            },
          ]
        : []),
      { key: t('commission.session.room'), value: session.room },
      { key: t('commission.session.entryFrom'), value: day(session.entryFrom) },
      {
        key: t('commission.rules.title'),
        lines: this.rules.ruleLines(words, rules),
        quotes: this.rules.quotesIn(rules),
        ...(mayPlan && isListing(session.state) ? { change: { href: `/commissions/regles/${body.id}` } } : {}),
      },
      {
        key: t('commission.session.reoffer'),
        value: t(session.reofferAllowed ? 'commission.session.reofferYes' : 'commission.session.reofferNo'),
      },
      {
        key: t('commission.session.places'),
        value: session.placesDeclaredAt
          ? t('commission.session.placesAt', { day: day(dayOf(session.placesDeclaredAt)) })
          : t('commission.session.placesMissing', {
              count: declarations.filter(({ declaredAt }) => !declaredAt).length,
            }),
      },
      ...(confirmations
        ? [{ key: t('commission.session.families'), value: t('commission.session.familiesText', { ...confirmations }) }]
        : []),
      ...(unknownBirths > 0
        ? [{ key: t('commission.session.births'), value: t('commission.session.birthsText', { count: unknownBirths }) }]
        : []),
      ...(proofs ? [{ key: t('commission.proofs.title'), value: t('commission.proofs.counts', { ...proofs }) }] : []),
      ...(grid && content
        ? [
            {
              key: t('commission.session.grid'),
              value: t('commission.session.gridText', {
                name: content.source,
                version: grid.version,
                tie: tieBreakWords(words, content.tieBreak),
              }),
            },
          ]
        : []),
    ];
  }

  private tasks(words: Translator, { tasks }: SessionSheet): Record<string, unknown> {
    const { t, shortInstant } = words;
    return {
      caption: t('commission.session.what'),
      columns: [
        { text: t('commission.session.task') },
        { text: t('commission.session.taskWhen') },
        { text: t('commission.session.taskState') },
      ],
      rows: tasks.map(({ task, at, state }) => [
        t(`commission.task.${task}`),
        shortInstant(at),
        { tag: { text: t(`commission.taskState.${state}`), tone: TASK_TONES[state] } },
      ]),
    };
  }

  /**
   * The establishments that have declared and those that have not. A person who runs the session may declare for a
   * director.
   */
  private declarations(
    words: Translator,
    { session, declarations, late, unasked, mayRun }: SessionSheet,
  ): Record<string, unknown> {
    const { t, shortInstant } = words;
    return {
      late: late.length > 0,
      rows: declarations.map(({ providerId, declaredAt, by, onBehalf }) => ({
        name: this.say.provider(providerId),
        state: declaredAt
          ? { text: t('commission.session.declared'), tone: 'success' }
          : late.includes(providerId)
            ? { text: t('commission.session.late'), tone: 'danger' }
            : { text: t('commission.session.toDeclare'), tone: 'neutral' },
        when: declaredAt
          ? t(onBehalf ? 'commission.session.declaredOnBehalf' : 'commission.session.declaredBy', {
              when: shortInstant(declaredAt),
              by: by ?? 'none',
            })
          : unasked.includes(providerId)
            ? t('commission.session.unasked')
            : '',
        action:
          mayRun && !declaredAt && isListing(session.state) ? `/commissions/${session.id}/places/${providerId}` : null,
      })),
    };
  }

  /** The members whom no convocation has reached. Whoever plans says on their page where they are written to. */
  private unreached({ session, members, body, mayPlan }: SessionSheet): { name: string; href: string | null }[] {
    if (!isComing(session.state)) return [];
    return members
      .filter(({ id }) => session.unreachedMemberIds?.includes(id))
      .map(({ id, label }) => ({
        name: label,
        href: mayPlan ? `/commissions/instances/${body.id}/membres/${id}` : null,
      }));
  }

  private people(words: Translator, { members, ways }: SessionSheet): Record<string, unknown> {
    return {
      caption: words.t('commission.session.members'),
      columns: [{ text: words.t('commission.session.member') }, { text: words.t('commission.session.memberContact') }],
      rows: members.map((member) => [member.label, words.t(WAY_WORDS[ways.get(member.id)?.channel ?? 'none'])]),
    };
  }

  private steps(words: Translator, { session }: SessionSheet): Step[] {
    const { t } = words;
    const { state } = session;
    return [
      ...(state === 'prepared' ? [{ step: 'open', text: t('commission.step.open'), variant: '' }] : []),
      ...(state === 'frozen'
        ? [{ step: 'prepare', text: t('commission.step.prepare'), hint: t('commission.step.prepareText'), variant: '' }]
        : []),
      ...(state === 'prepared'
        ? [
            {
              step: 'prepare',
              text: t('commission.step.prepareAgain'),
              hint: t('commission.step.prepareText'),
              variant: 'secondary',
            },
          ]
        : []),
      // The list cannot be fixed before the places are declared.
      ...(isListing(state) && !session.placesDeclaredAt
        ? [{ step: 'places', text: t('commission.step.places'), variant: '' }]
        : []),
      ...(allows(state, 'freeze')
        ? [
            {
              step: 'freeze',
              text: t('commission.step.freeze'),
              hint: t('commission.step.freezeText'),
              variant: session.placesDeclaredAt ? '' : 'secondary',
            },
          ]
        : []),
      ...(allows(state, 'call') ? [{ step: 'call', text: t('commission.step.call'), variant: 'secondary' }] : []),
    ];
  }
}
