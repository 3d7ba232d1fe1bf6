import { gapsInShort, type ChildRequest } from '../../../dossier/dossier/index.js';
import type { Language } from '../../../foundation/kernel/language.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { MessageWords } from '../../../foundation/platform/outbox/index.js';
import { dayInputs, pageLinks, type ListCell, type WorkList } from '../../../foundation/platform/web/index.js';
import { firstWorkingDay, portionsOf } from '../domain/spread-days.js';
import type { Campaign, UncontactedFamily } from '../first-contacts.js';
import { childName } from './request-words.js';

const HERE = '/rpe/premiers-contacts';
/** How many families a page shows. What is counted and told is of all of them. */
const PAGE = 25;
/** How many families a day are proposed. */
const PER_DAY = 25;
const WAYS = ['email', 'sms', 'letter', 'phone', 'none'] as const;

export interface ContactsShown {
  readonly families: readonly UncontactedFamily[];
  /** Which page of them, from 1, as the address asks for it. */
  readonly page: number;
  /** The family whose message was asked for; null where nobody chose one. */
  readonly seenId: string | null;
  /** The family whose message is shown, and that message. */
  readonly example: { readonly number: string; readonly words: MessageWords & { readonly language: Language } } | null;
  readonly campaigns: readonly Campaign[];
}

/** What the form proposes: 25 families a day, from the next working day on. */
export const proposedCampaign = (today: Day): Record<string, string> => ({
  perDay: String(PER_DAY),
  ...dayInputs('from', firstWorkingDay(addDays(today, 1))),
});

const wayOf = ({ channel }: UncontactedFamily): (typeof WAYS)[number] => channel ?? 'none';
const gapsOf = ({ requests }: UncontactedFamily): string[] => [...new Set(requests.flatMap(({ gaps }) => gaps))];
const requestLinks = (requests: readonly ChildRequest[], words: Translator): object[] =>
  requests.map((request) => ({ text: childName(request, words), href: `/rpe/demandes/${request.id}` }));

/** A family by its first child, which opens its request; its brothers and sisters stand side by side there. */
function familyCell({ number, requests }: UncontactedFamily, words: Translator): ListCell {
  const [first, ...others] = requests;
  const named = words.t('triage.request.number', { number });
  return {
    text: childName(first!, words),
    href: `/rpe/demandes/${first!.id}`,
    about: number,
    hint: others.length === 0 ? named : words.t('firstContact.with', { named, count: others.length }),
  };
}

export function contactsModel(
  words: Translator,
  { families, page, seenId, example, campaigns }: ContactsShown,
): Record<string, unknown> {
  const { t, number, day, instant } = words;
  const pages = Math.max(1, Math.ceil(families.length / PAGE));
  const current = Math.min(Math.max(1, Number.isInteger(page) ? page : 1), pages);
  const hrefOf = (shown: number, dossierId = seenId): string => {
    const query = new URLSearchParams({
      ...(shown > 1 ? { page: String(shown) } : {}),
      ...(dossierId ? { dossier: dossierId } : {}),
    });
    return query.size > 0 ? `${HERE}?${query.toString()}` : HERE;
  };
  const counts = WAYS.map((way) => families.filter((family) => wayOf(family) === way).length);
  const complete = families.filter((family) => gapsOf(family).length === 0).length;
  return {
    title: t('firstContact.title'),
    lead: t('firstContact.lead', { count: families.length }),
    expected: families.length,
    ways: WAYS.map((way, index) => ({ key: t(`firstContact.way.${way}`), value: number(counts[index]!) })),
    noWay: counts[WAYS.indexOf('none')]! > 0 ? t('firstContact.noWay') : null,
    perDayHint: t('firstContact.perDayHint', {
      count: families.length,
      ...portionsOf(families.length, PER_DAY),
      perDay: PER_DAY,
    }),
    missing: t('firstContact.missing', { incomplete: families.length - complete, complete }),
    example: example && {
      title: t('firstContact.example', { number: example.number }),
      subject: example.words.subject,
      lang: example.words.language,
      paragraphs: example.words.body.split('\n\n').map((paragraph) => paragraph.split('\n')),
    },
    seen: seenId !== null,
    action: hrefOf(current),
    pages: pageLinks(current, pages, (next) => `${hrefOf(next)}#familles`),
    families: {
      caption: t('firstContact.families', {
        from: (current - 1) * PAGE + 1,
        to: Math.min(current * PAGE, families.length),
        count: families.length,
      }),
      columns: (
        [
          ['family', 'name'],
          ['missing', 'rest'],
          ['way', 'mark'],
          ['preview', 'due'],
        ] as const
      ).map(([name, width]) => ({ text: t(`firstContact.column.${name}`), width, plain: true })),
      rows: families
        .slice((current - 1) * PAGE, current * PAGE)
        .map((family) => ({
          cells: [
            familyCell(family, words),
            gapsOf(family).length === 0 ? '' : gapsInShort(words, gapsOf(family), family.adults),
            t(`firstContact.way.${wayOf(family)}`),
            { text: t('firstContact.see'), about: family.number, href: `${hrefOf(current, family.dossierId)}#message` },
          ],
        })),
    } satisfies WorkList,
    campaigns: campaigns.map(({ campaign, counts: told, toReach }) => ({
      id: campaign.id,
      title: t('firstContact.campaign', {
        from: day(campaign.from),
        to: day(campaign.lastDay),
        count: campaign.families,
        perDay: campaign.perDay,
        ...portionsOf(campaign.families, campaign.perDay),
      }),
      state:
        campaign.stoppedAt !== null
          ? t('firstContact.stopped', { at: instant(campaign.stoppedAt) })
          : told.planned > 0
            ? t('firstContact.running', { count: told.planned, perDay: campaign.perDay })
            : t('firstContact.over'),
      stops: campaign.stoppedAt === null && told.planned > 0,
      toReach: toReach.map((requests) => requestLinks(requests, words)),
      rows: (['planned', 'written', 'toReach', 'opened', 'incomplete', 'skipped'] as const).map((name) => ({
        key: t(`firstContact.count.${name}`),
        value: number(told[name]),
      })),
    })),
  };
}
