import { fitWords } from '../../../places/childminders/index.js';
import type { WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import { openingLines, outsideWords, sectionWords } from '../../../offer/supply/index.js';
import type { RequestView } from '../request-screen.js';
import { slotWords, wishWords } from './request-words.js';
import type { Screen } from './screen.js';

/** So many childminders are named on the screen of a request; the page on which they are asked has the others. */
const NAMED = 3;

/** The childminders who could care for the child, whether or not the family wished for one. */
export function couldCare({ childminders, file }: RequestView, screen: Screen): Record<string, unknown> | null {
  const { translator, places } = screen;
  const { t } = translator;
  if (childminders.length === 0) return null;
  const isOriented = file.tracks.some(({ track }) => track === 'childminder' || track === 'mam');
  return {
    first: childminders
      .slice(0, NAMED)
      .map((one) => ({
        name: one.provider.name,
        mam: places.supply.provider(one.provider.mamId)?.name ?? null,
        fit: fitWords(translator, one, places.territory),
        agreement: `/rpe/demandes/${file.request.id}/accord?avec=${one.provider.id}`,
      })),
    text: t('triage.request.childminders.text', {
      count: childminders.length,
      whole: childminders.filter(({ fit }) => fit.free === fit.asked).length,
      days: childminders[0]!.fit.asked > 0 ? 'yes' : 'no',
      oriented: isOriented ? 'yes' : 'no',
    }),
  };
}

type WishLine = { readonly text: string; readonly tone: string };

/** A wish, what of the need lies outside the opening hours there, and what is free. */
export function wishModel(
  wished: RequestView['places'][number],
  week: WeekSchedule | null,
  screen: Screen,
): { title: string; lines: WishLine[]; hours: string[] } {
  const { title, lines } = freePlaces(wished, screen);
  const outside = outsideWords(screen.translator, week, wished.wish.providerId, screen.places.supply, null);
  const { supply } = screen.places;
  const { providerId } = wished.wish;
  const closedFrom = supply.provider(providerId)?.closedFrom;
  return {
    title,
    lines: [
      ...(closedFrom
        ? [{ text: screen.translator.t('provider.closedFrom', { day: closedFrom }), tone: 'danger' }]
        : []),
      ...(outside ? [{ text: outside, tone: 'warning' }] : []),
      ...lines,
    ],
    // Said already by the line on hours that lie outside.
    hours: outside || providerId === null ? [] : openingLines(screen.translator, supply.openingOf(providerId, null)),
  };
}

function freePlaces(
  { wish, sections }: RequestView['places'][number],
  { translator, places }: Screen,
): { title: string; lines: WishLine[] } {
  const { t } = translator;
  const title = t('triage.request.wish', { rank: wish.rank, wish: wishWords(wish, translator, places) });
  if (wish.providerId === null) return { title, lines: [] };
  if (sections === null) return { title, lines: [{ text: t('triage.request.placesUnknown'), tone: 'neutral' }] };
  if (sections.length === 0) return { title, lines: [{ text: t('triage.request.noSectionForAge'), tone: 'warning' }] };
  return {
    title,
    lines: sections.map(({ section, availability: { open, full, closed, fewest } }) => {
      const name = sectionWords(translator, section);
      if (open.length === 0) return { text: t('triage.request.placesNone', { section: name }), tone: 'warning' };
      const missing = [...full, ...closed];
      return missing.length === 0
        ? { text: t('triage.request.placesAll', { section: name, count: fewest }), tone: 'success' }
        : {
            text: t('triage.request.placesPart', {
              section: name,
              open: slotWords(open, translator),
              missing: slotWords(missing, translator),
            }),
            tone: 'info',
          };
    }),
  };
}
