import { ASIDE_REASONS, type Agreement, type Field, type RequestFile } from '../../../dossier/dossier/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { type ListColumn, type WorkList } from '../../../foundation/platform/web/index.js';
import type { ComparedPair, ComparedSide } from '../duplicates.js';
import { MOST_PAIRS_COUNTED, PAIR_STATES, type ListedPair, type PairPage } from '../pairs.js';
import type { PairsQuery } from './duplicates.form.js';
import { byWords } from './request-past.presenter.js';
import { adultName, birthWords, childName, communeWords, weekLines, wishWords } from './request-words.js';
import type { Screen } from './screen.js';

type Model = Record<string, unknown>;

const TONES = { same: 'success', near: 'info', different: 'warning', unknown: 'neutral' } as const;
const LEVEL_TONES = { probable: 'action', possible: 'neutral' } as const;

const fieldWords = ({ field }: Pick<Agreement, 'field'>, { t }: Screen['translator']): string =>
  t(`triage.enum.field.${field}`);
const likenessWords = ({ likeness, how }: Agreement, { t }: Screen['translator']): string =>
  t(`triage.enum.likeness.${how ?? likeness}`);

const agreed = (agreements: readonly Agreement[], translator: Screen['translator']): string =>
  translator.list(
    agreements.filter(({ likeness }) => likeness === 'same').map((agreement) => fieldWords(agreement, translator)),
  );

/** What is the same, beside what differs; nothing where nothing is. */
function alikeHint({ agreements }: ListedPair, translator: Screen['translator']): { hint?: string } {
  const fields = agreed(agreements, translator);
  return fields === '' ? {} : { hint: translator.t('triage.duplicate.alike', { fields }) };
}

/**
 * `le prénom (à une lettre près), le téléphone et la commune`. What nearly agrees differs, and what only one of the two
 * says is told as such. "Nothing" is said only where all that the page shows of both is the same.
 */
function differing({ first, second, agreements }: ListedPair, isOwn: boolean, { translator }: Screen): string {
  const { t, list } = translator;
  const differs = agreements.filter(({ likeness }) => likeness === 'different' || likeness === 'near');
  const unknown = agreements.filter(({ likeness }) => likeness === 'unknown');
  // What another desk was told is not shown here, so nothing is said of it beyond the comparison.
  const beside = isOwn ? (['communeCode', 'wantedFrom'] as const).filter((name) => first[name] !== second[name]) : [];
  const words = [
    ...differs.map((agreement) =>
      agreement.how === null
        ? fieldWords(agreement, translator)
        : t('triage.duplicate.nearly', {
            field: fieldWords(agreement, translator),
            how: likenessWords(agreement, translator),
          }),
    ),
    ...beside.map((name) => t(`triage.enum.field.${name}`)),
  ];
  return (
    [
      ...(words.length > 0 ? [list(words)] : []),
      ...(unknown.length > 0
        ? [t('triage.duplicate.notSaid', { fields: list(unknown.map((one) => fieldWords(one, translator))) })]
        : []),
    ].join(' ; ') || t('triage.duplicate.nothingDiffers')
  );
}

export function pairsModel(
  { etat: state = 'open', after }: PairsQuery,
  { pairs, count, next }: PairPage,
  isOwn: (pair: ListedPair) => [boolean, boolean],
  screen: Screen,
): Model {
  const { translator } = screen;
  const address = `/rpe/doublons?etat=${state}`;
  const { t } = translator;
  const cells = pairs.map((listed, index) => childCells(listed, isOwn(listed), index + 1, screen));
  const column = (name: string, width: ListColumn['width']): ListColumn => ({
    text: t(`triage.duplicate.column.${name}`),
    width,
    plain: true,
  });
  return {
    title: t('triage.duplicate.listTitle'),
    lead: t(count === MOST_PAIRS_COUNTED ? 'triage.duplicate.leadOfMany' : `triage.duplicate.lead.${state}`, { count }),
    states: PAIR_STATES.map((choice) => ({
      text: t(`triage.duplicate.state.${choice}`),
      href: `/rpe/doublons?etat=${choice}`,
      current: choice === state,
    })),
    list: {
      caption: t('triage.duplicate.listTitle'),
      empty: t('web.table.empty'),
      columns: [
        column('firstChild', 'name'),
        column('secondChild', 'second'),
        column('level', 'mark'),
        column('compared', 'whole'),
      ],
      rows: pairs.map((listed, index) => ({
        families: [listed.first.id, listed.second.id],
        cells: [
          ...cells[index]!,
          { marks: [{ text: t(`triage.enum.level.${listed.pair.level}`), tone: LEVEL_TONES[listed.pair.level] }] },
          {
            text: t('triage.duplicate.differing', { fields: differing(listed, isOwn(listed).every(Boolean), screen) }),
            ...alikeHint(listed, translator),
          },
        ],
      })),
    } satisfies WorkList,
    next: next && `${address}&after=${next.level}~${next.score}~${next.id}`,
    start: after ? address : null,
  };
}

interface ChildCell {
  readonly text: string;
  readonly hint: string;
}
interface PairLink extends ChildCell {
  readonly href: string;
  readonly about: string;
}

/** Each child with its dossier, its birth date and its commune. The first, of this desk, opens the comparison. */
function childCells(listed: ListedPair, own: [boolean, boolean], row: number, screen: Screen): [PairLink, ChildCell] {
  const { translator, places } = screen;
  const sides = [listed.first, listed.second].map((request, index): ChildCell & { readonly isOwn: boolean } => {
    const isOwn = own[index]!;
    const number = translator.t('triage.request.number', { number: listed.numbers[index]! });
    return {
      isOwn,
      text: isOwn
        ? childName(request, translator)
        : translator.t('triage.duplicate.elsewhere', { desk: places.territory.desk(request.deskId).name }),
      hint: isOwn
        ? [
            birthWords(request, translator) ?? translator.t('triage.words.noBirth'),
            communeWords(request.communeCode, translator, places),
            number,
          ].join(' · ')
        : number,
    };
  });
  const [shown, other] = sides[0]!.isOwn ? sides : [...sides].reverse();
  // Three children of one dossier who wait for a first name make three pairs of the same words: the row tells them apart.
  const about = [other!.text, ...listed.numbers, translator.t('triage.duplicate.row', { row })].join(', ');
  return [{ ...shown!, href: `/rpe/doublons/${listed.pair.id}`, about }, other!];
}

export function pairModel(
  { pair, sides, agreements, judgements, isToJudge, heldId }: ComparedPair,
  names: ReadonlyMap<string, string>,
  screen: Screen,
): Model {
  const { t, shortInstant } = screen.translator;
  const elsewhere = sides.find((side) => side.kind === 'elsewhere');
  const desk = elsewhere && screen.places.territory.desk(elsewhere.deskId);
  return {
    title: t('triage.duplicate.title'),
    pairId: pair.id,
    level: { text: t(`triage.enum.level.${pair.level}`), tone: LEVEL_TONES[pair.level] },
    state: pair.state,
    judged:
      pair.state === 'open'
        ? isToJudge
          ? null
          : t('triage.duplicate.judged.over')
        : t(`triage.duplicate.judged.${judgedAs(pair.state, judgements)}`),
    canJudge: pair.state === 'open' && isToJudge,
    held: heldModel(heldId, sides, screen),
    table: comparisonTable(sides, agreements, screen),
    sides: sides.map((side, index) =>
      sideModel(side, t(index === 0 ? 'triage.duplicate.first' : 'triage.duplicate.second'), screen),
    ),
    elsewhere: desk
      ? {
          text: t('triage.duplicate.elsewhereHint', { desk: desk.name }),
          claimed: claimWords(pair.claimedByDesk, desk, screen),
        }
      : null,
    effect: t(desk ? 'triage.duplicate.effectElsewhere' : 'triage.duplicate.effect'),
    joinText: t(
      !desk
        ? 'triage.duplicate.join'
        : pair.claimedByDesk === desk.id
          ? 'triage.duplicate.confirm'
          : 'triage.duplicate.claim',
    ),
    hasClaimed: pair.claimedByDesk !== null && pair.claimedByDesk !== desk?.id,
    reasons: ASIDE_REASONS.filter((value) => heldId !== null || value !== 'still_expected').map((value) => ({
      value,
      text: t(`reason.${value}`),
    })),
    asideLegend: t(heldId === null ? 'triage.duplicate.asideReason' : 'triage.duplicate.held.reason'),
    asideText: t(heldId === null ? 'triage.duplicate.setAside' : 'triage.duplicate.held.release'),
    history: judgements.map(({ at, actor, act, reason }) => ({
      title: t(`triage.enum.judgement.${act}`),
      when: shortInstant(at),
      datetime: at,
      by: byWords(actor, names, screen),
      text: reason && t(`reason.${reason}`),
    })),
  };
}

/** A pair that was set aside although it may be one child is not told as two children. */
const judgedAs = (state: Exclude<ComparedPair['pair']['state'], 'open'>, [last]: ComparedPair['judgements']): string =>
  state === 'set_aside' && last?.reason === 'still_expected' ? 'still_expected' : state;

/** What waits while one of two requests has ended, and where the other is stopped when it is the same child's. */
function heldModel(heldId: string | null, sides: ComparedPair['sides'], { translator: { t } }: Screen): Model | null {
  if (heldId === null) return null;
  const isOwn = sides.some((side) => side.kind === 'own' && side.file.request.id === heldId);
  return {
    title: t('triage.duplicate.held.title'),
    text: t('triage.duplicate.held.text'),
    stop: isOwn ? { href: `/rpe/demandes/${heldId}/arreter`, text: t('triage.duplicate.held.stop') } : null,
  };
}

const claimWords = (
  claimedBy: string | null,
  desk: { id: string; name: string },
  { translator: { t } }: Screen,
): string | null =>
  claimedBy === null
    ? null
    : t(claimedBy === desk.id ? 'triage.duplicate.claimedThere' : 'triage.duplicate.claimedHere', { desk: desk.name });

function comparisonTable(
  sides: ComparedPair['sides'],
  agreements: readonly Agreement[],
  { translator }: Screen,
): Model {
  const { t } = translator;
  return {
    columns: ['field', 'likeness', 'first', 'second'].map((name) => t(`triage.duplicate.compare.${name}`)),
    rows: agreements.map((agreement) => ({
      field: t(`triage.enum.fieldName.${agreement.field}`),
      likeness: { text: likenessWords(agreement, translator), tone: TONES[agreement.likeness] },
      values: sides.map((side) =>
        side.kind === 'own' ? valueOf(agreement.field, side.file, translator) : t('triage.duplicate.notShown'),
      ),
    })),
  };
}

function valueOf(field: Field, { request, adults }: RequestFile, translator: Screen['translator']): string {
  const values: Record<Field, string | null> = {
    surname: request.surname,
    firstName: request.firstName,
    birth: birthWords(request, translator),
    phone: adults.flatMap(({ phone }) => (phone === null ? [] : phoneWords(phone))).join(', '),
    email: adults.flatMap(({ email }) => email ?? []).join(', '),
    adult: adults.map(({ details }) => adultName(details, translator)).join(', '),
  };
  return values[field] || translator.t('web.summary.notGiven');
}

function sideModel(side: ComparedSide, heading: string, { translator, places }: Screen): Model {
  const { t, day, instant } = translator;
  if (side.kind === 'elsewhere') {
    const desk = places.territory.desk(side.deskId);
    return {
      heading,
      rows: [
        { key: t('triage.duplicate.desk'), value: desk.name },
        { key: t('triage.duplicate.deskPhone'), value: phoneWords(desk.phone) },
        { key: t('triage.duplicate.deskEmail'), value: desk.email },
        { key: t('triage.duplicate.number'), value: side.number },
      ],
    };
  }
  const { request, dossier, wishes } = side.file;
  return {
    heading,
    href: `/rpe/demandes/${request.id}`,
    linkText: t('triage.duplicate.open', { number: dossier.number }),
    rows: [
      { key: t('triage.request.row.commune'), value: communeWords(request.communeCode, translator, places) },
      { key: t('triage.request.row.wantedFrom'), value: request.wantedFrom === null ? null : day(request.wantedFrom) },
      { key: t('triage.request.row.week'), lines: weekLines(request.need.week, translator) },
      { key: t('triage.request.row.wishes'), lines: wishes.map((wish) => wishWords(wish, translator, places)) },
      { key: t('triage.request.row.state'), value: t(`state.${request.state}`) },
      { key: t('triage.request.row.submittedAt'), value: instant(request.submittedAt) },
    ],
  };
}
