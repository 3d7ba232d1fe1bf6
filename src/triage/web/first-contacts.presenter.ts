import { addDays, type Day } from '../../kernel/time.js';
import type { Translator } from '../../platform/i18n/index.js';
import type { MessageWords } from '../../platform/outbox/index.js';
import { dayInputs } from '../../platform/web/index.js';
import type { Campaign, UncontactedFamily } from '../first-contacts.js';

/** The page shows this many families; the others are counted. */
const FAMILIES_SHOWN = 100;
/** How many families a day are proposed. */
const PER_DAY = 25;
const CHANNELS = ['email', 'sms', 'letter', 'phone'] as const;

export interface ContactsShown {
  readonly families: readonly UncontactedFamily[];
  /** The family whose message is shown, and that message. */
  readonly example: { readonly number: string; readonly words: MessageWords } | null;
  readonly campaigns: readonly Campaign[];
}

/** What the form proposes: 25 families a day, from tomorrow on. */
export const proposedCampaign = (today: Day): Record<string, string> => ({
  perDay: String(PER_DAY),
  ...dayInputs('from', addDays(today, 1)),
});

export function contactsModel(
  { t, number, day, instant }: Translator,
  { families, example, campaigns }: ContactsShown,
): Record<string, unknown> {
  const counts = CHANNELS.map((channel) => families.filter((family) => family.channel === channel).length);
  const complete = families.filter(({ missing }) => missing === 0).length;
  return {
    title: t('firstContact.title'),
    lead: t('firstContact.lead', { count: families.length }),
    expected: families.length,
    ways: CHANNELS.map((channel, index) => ({
      key: t(`firstContact.channel.${channel}`),
      value: number(counts[index]!),
    })),
    missing: t('firstContact.missing', { incomplete: families.length - complete, complete }),
    example: example && {
      title: t('firstContact.example', { number: example.number }),
      subject: example.words.subject,
      paragraphs: example.words.body.split('\n\n').map((paragraph) => paragraph.split('\n')),
    },
    families: {
      caption: t('firstContact.families'),
      dense: true,
      columns: ['number', 'channel', 'missing', 'preview'].map((name) => ({ text: t(`firstContact.column.${name}`) })),
      rows: families
        .slice(0, FAMILIES_SHOWN)
        .map((family) => [
          family.number,
          t(`firstContact.channel.${family.channel}`),
          family.missing,
          { text: t('firstContact.see'), href: `/rpe/premiers-contacts?dossier=${family.dossierId}#message` },
        ]),
    },
    more: families.length > FAMILIES_SHOWN ? t('firstContact.more', { count: families.length - FAMILIES_SHOWN }) : null,
    campaigns: campaigns.map(({ campaign, counts: told }) => ({
      id: campaign.id,
      title: t('firstContact.campaign', {
        from: day(campaign.from),
        to: day(campaign.lastDay),
        count: campaign.families,
      }),
      state:
        campaign.stoppedAt !== null
          ? t('firstContact.stopped', { at: instant(campaign.stoppedAt) })
          : told.planned > 0
            ? t('firstContact.running', { count: told.planned, perDay: campaign.perDay })
            : t('firstContact.over'),
      stops: campaign.stoppedAt === null && told.planned > 0,
      rows: (['planned', 'written', 'toReach', 'opened', 'incomplete', 'skipped'] as const).map((name) => ({
        key: t(`firstContact.count.${name}`),
        value: number(told[name]),
      })),
    })),
  };
}
