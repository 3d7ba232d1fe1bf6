import { Injectable } from '@nestjs/common';
import {
  ChangesPresenter,
  CheckPresenter,
  Foresight,
  fieldOnPage,
  type AnswerRow,
  type ContactWay,
  type ExpectedChanges,
  type OpenDraft,
  type Step,
} from '../../../dossier/dossier/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { HERE } from './counter.presenter.js';

type Model = Record<string, unknown>;
interface Link {
  readonly href: string;
}

interface Section {
  readonly path: string;
  readonly rows: readonly AnswerRow[];
  readonly change: Link;
}

/** The page on which an agent reads to the family what will be filed. */
@Injectable()
export class FilingPresenter {
  constructor(
    private readonly check: CheckPresenter,
    private readonly changes: ChangesPresenter,
    private readonly foresight: Foresight,
  ) {}

  /** How the receipt can reach the family now: each way that it gave, and paper at any time. */
  async waysOf(actor: Actor, draft: OpenDraft): Promise<string[]> {
    const expected = await this.foresight.foresee(actor, draft);
    return [...this.foresight.waysOf(draft.form, expected).map(({ channel }) => channel), 'paper'];
  }

  async model(words: Translator, actor: Actor, draft: OpenDraft, steps: readonly Step[]): Promise<Model> {
    const expected = await this.foresight.foresee(actor, draft);
    const ways = firstOfEach(this.foresight.waysOf(draft.form, expected));
    const base = `${HERE}/${draft.id}`;
    const here = <Asked extends Link>(asked: Asked): Asked => ({ ...asked, href: this.onPage(draft, asked.href) });
    const { missing, unanswered, late, sections, ...checked } = (await this.check.page(words, draft, steps)) as {
      missing: Link[];
      unanswered: Link[];
      late: { links: Link[] }[];
      sections: Section[];
    };
    return {
      ...checked,
      base,
      title: words.t('counter.check.title'),
      missing: missing.map(here),
      unanswered: unanswered.map(here),
      late: late.map((one) => ({ ...one, links: one.links.map(here) })),
      sections: sections
        .map(asRead)
        .flatMap((section) => (section ? [{ ...section, change: here(section.change) }] : [])),
      known: expected && this.known(words.inVoice('atDesk'), expected),
      ways: [
        ...ways.map(({ channel, recipient }) => ({
          value: channel,
          text: words.t('counter.check.way', {
            channel,
            to: channel === 'sms' ? phoneWords(recipient) : recipient.replaceAll('\n', ', '),
          }),
        })),
        { value: 'paper', text: words.t('counter.check.paper') },
      ],
      form: { values: { receiptBy: ways[0]?.channel ?? 'paper' }, errors: [] },
    };
  }

  private known(words: Translator, expected: ExpectedChanges): Model {
    const rows = this.changes.expected(words, expected);
    const repeated = expected.repeats.flatMap((request) => request?.firstName ?? request?.surname ?? []);
    return {
      text: words.t('counter.check.known', { number: expected.held.dossier.number }),
      repeated: repeated.length > 0 ? words.t('counter.check.repeated', { children: words.list(repeated) }) : null,
      rows,
      columns: ['answer', 'before', 'after', 'becomes'].map((name) => ({ text: words.t(`counter.check.${name}`) })),
      contradicts: expected.differences.some(({ kind }) => kind === 'contradiction'),
    };
  }

  /** The place of a question on the counter's own page. */
  private onPage({ id }: OpenDraft, href: string): string {
    return `${HERE}/${id}#${fieldOnPage(href.slice(`/dossier/${id}/`.length))}`;
  }
}

/**
 * What is read to the family: what it said, without what it did not, which stands above by itself. What it agrees to is
 * read whole.
 */
function asRead(section: Section): Section | null {
  if (section.path === 'accords') return section;
  const rows = section.rows.filter(({ value, lines }) => Boolean(value) || (lines ?? []).length > 0);
  return rows.length > 0 ? { ...section, rows } : null;
}

/** The best way of each channel: the family is asked by which, and not to which of two addresses. */
const firstOfEach = (ways: readonly ContactWay[]): ContactWay[] =>
  ways.filter(({ channel }, index) => ways.findIndex((way) => way.channel === channel) === index);
