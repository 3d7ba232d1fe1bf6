import { phoneWords } from '../../kernel/phone-number.js';
import type { Day, Instant } from '../../kernel/time.js';
import type { Translator } from '../i18n/index.js';

/** The office that is responsible for a dossier. */
export interface Office {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly phone: string;
  readonly email?: string | null;
}

/**
 * What silence means and from which day (domain.md §11, CRPA R112-5). Each manager of establishments has its own
 * setting.
 */
export interface Silence {
  readonly means: 'refusal' | 'acceptance';
  readonly from: Day;
  /** The day from which the delay stands still, because answers are awaited; null while it runs. */
  readonly since: Day | null;
  /** The court that hears appeals, with its article: `le tribunal administratif de Dijon`. */
  readonly court: string;
  /** False until the legal service has approved the text. A family is then told whom to ring, and nothing of the law. */
  readonly validated: boolean;
}

export interface Receipt {
  readonly number: string;
  readonly receivedAt: Instant;
  readonly applicant: string;
  readonly office: Office;
  readonly children: readonly {
    readonly name: string;
    readonly start: Day | null;
    readonly wishes: readonly string[];
  }[];
  /** Sentences, in order. */
  readonly nextSteps: readonly string[];
  /** Null for a private provider, which only acknowledges the request. */
  readonly silence: Silence | null;
}

/** The data `receipt.typ` prints. */
export function receiptDocument(receipt: Receipt, translator: Translator): object {
  const { t } = translator;
  const { office, number } = receipt;
  return {
    lang: translator.lang,
    product: t('web.product'),
    service: t('web.service'),
    title: t('pdf.receipt.title', { number }),
    heading: t('pdf.receipt.title', { number }),
    footer: t('pdf.receipt.footer', { number }),
    issuer: { name: office.name, lines: [...office.addressLines, phoneWords(office.phone)] },
    intro: t('pdf.receipt.intro'),
    facts: [
      { name: t('pdf.receipt.number'), value: number },
      { name: t('pdf.receipt.receivedAt'), value: translator.instant(receipt.receivedAt) },
      { name: t('pdf.receipt.applicant'), value: receipt.applicant },
      { name: t('pdf.receipt.office'), value: [office.name, ...office.addressLines].join(', ') },
    ],
    children: {
      heading: t('pdf.receipt.children'),
      wishes: t('pdf.receipt.wishes'),
      items: receipt.children.map((child) => ({
        name: child.name,
        need:
          child.start === null
            ? t('web.summary.notGiven')
            : t('pdf.receipt.need', { start: translator.day(child.start) }),
        wishes: child.wishes,
      })),
    },
    next: { heading: t('pdf.receipt.next'), items: receipt.nextSteps },
    silence: receipt.silence && silenceSection(receipt.silence, office, translator),
    contact: {
      heading: t('pdf.receipt.contact'),
      paragraphs: [
        t('pdf.receipt.contactPhone', { office: office.name, phone: phoneWords(office.phone) }),
        ...(office.email ? [t('pdf.receipt.contactEmail', { email: office.email })] : []),
      ],
    },
  };
}

function silenceSection(silence: Silence, office: Office, { t, day }: Translator): object {
  const heading = t('pdf.receipt.silence');
  if (!silence.validated) {
    const call = t('pdf.receipt.silenceCall', { office: office.name, phone: phoneWords(office.phone) });
    return { heading, paragraphs: [call] };
  }
  const from = day(silence.from);
  const refusal = silence.means === 'refusal';
  return {
    heading,
    paragraphs: [
      refusal ? t('pdf.receipt.silenceRefusal', { from }) : t('pdf.receipt.silenceAcceptance', { from }),
      ...(refusal ? [t('pdf.receipt.silenceAppeal', { court: silence.court })] : []),
      silence.since ? t('pdf.receipt.suspended', { since: day(silence.since) }) : t('pdf.receipt.suspension'),
    ],
  };
}
