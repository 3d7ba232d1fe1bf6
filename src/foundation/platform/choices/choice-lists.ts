import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { LANGUAGES, type Language } from '../../kernel/language.js';
import { groupOfCode, isOwnCode, nextCodeOf } from '../../kernel/own-code.js';
import { Conflict, DomainError, NotFound, refuse } from '../../kernel/refusal.js';
import { Audit } from '../audit/index.js';
import { Reader, type Tx } from '../database/index.js';
import { Catalogue, type Translator } from '../i18n/index.js';
import { actorRef, type Actor } from '../security/index.js';
import { SharedMemory } from '../settings/index.js';
import { holdTerritory } from '../territory/index.js';
import { ChoiceEntry, type Labels } from './choice-entry.entity.js';
import { listEntries } from './choice-entries.queries.js';

/**
 * What may become of an entry of the product. `free`: hidden, and added to. `kept`: added to, and always offered.
 * `bound`: its label alone is changed, because a rule of the product chooses or checks it.
 */
export type EntryRule = 'free' | 'kept' | 'bound';

/** A list of the product, whose labels are `<prefix><code>` of the catalogue. */
export interface ChoiceList {
  readonly name: string;
  readonly prefix: string;
  readonly entries: ReadonlyMap<string, EntryRule>;
}

/** An entry as people see it, offered or not. */
export interface ReadEntry {
  readonly code: string;
  readonly rule: EntryRule;
  readonly labels: Labels;
  readonly hidden: boolean;
  /** 0 while nobody has changed it. */
  readonly version: number;
}

export interface WantedEntry {
  readonly labels: Labels;
  readonly hidden: boolean;
  /** The version that the person saw. */
  readonly seen: number;
}

/** An entry as a form offers it. */
export interface ChoiceItem {
  readonly value: string;
  readonly text: string;
}

const MEMORY = 'choices';
const keyOf = (list: string, code: string): string => `${list}:${code}`;

/**
 * The lists from which people choose a reason or a subject. Their entries are the product's; people change how these are
 * called, hide some, and add others, each of which is counted as one of the product's.
 */
@Injectable()
export class ChoiceLists implements OnModuleInit {
  private readonly lists = new Map<string, ChoiceList>();
  private changed = new Map<string, ChoiceEntry>();

  constructor(
    private readonly reader: Reader,
    private readonly catalogue: Catalogue,
    private readonly memory: SharedMemory,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded(MEMORY, () => this.reload());
    return this.reload();
  }

  /** Declares a list of the product. Its labels are those of people from then on. */
  register(list: ChoiceList): void {
    this.lists.set(list.name, list);
    this.relabel();
  }

  get all(): readonly ChoiceList[] {
    return [...this.lists.values()];
  }

  private async reload(): Promise<void> {
    const rows = await listEntries(this.reader);
    this.changed = new Map(rows.map((row) => [keyOf(row.list, row.code), row]));
    this.relabel();
  }

  /** Lets every sentence of the catalogue name the entries as people call them. */
  private relabel(): void {
    const named = [...this.changed.values()].flatMap(({ list, code, labels }) => {
      const prefix = this.lists.get(list)?.prefix;
      return labels && prefix !== undefined ? [{ key: `${prefix}${code}`, labels }] : [];
    });
    for (const lang of this.catalogue.languages)
      this.catalogue.translator(lang).relabel(new Map(named.map(({ key, labels }) => [key, labels[lang]])));
  }

  /** Those of these entries of the product that are offered, each with the entries that people added to it. */
  itemsOf({ t }: Translator, name: string, codes: readonly string[]): ChoiceItem[] {
    const { prefix } = this.find(name);
    const own = [...this.changed.values()].filter(({ list, code }) => list === name && isOwnCode(code));
    return codes
      .flatMap((code) => [code, ...own.filter((entry) => groupOfCode(entry.code) === code).map((entry) => entry.code)])
      .filter((code) => this.isOffered(name, code))
      .map((value) => {
        const label = prefix + value;
        return { value, text: t(label) };
      });
  }

  /** Whether an entry may be chosen now. */
  isOffered(name: string, code: string): boolean {
    const entry = this.changed.get(keyOf(name, code));
    return entry ? !entry.hidden : !isOwnCode(code);
  }

  /** @throws NotFound when there is no such list */
  find(name: string): ChoiceList {
    const list = this.lists.get(name);
    if (!list) throw new NotFound('choice-list');
    return list;
  }

  /** The entries of a list as they are called now, the product's each with those that were added to it. */
  async readEntries(name: string, from: Reader | Tx = this.reader): Promise<ReadEntry[]> {
    const list = this.find(name);
    const rows = (await listEntries(from)).filter((row) => row.list === name);
    return [...list.entries].flatMap(([code, rule]) => [
      this.readEntry(list, code, rule, rows),
      ...rows
        .filter((row) => isOwnCode(row.code) && groupOfCode(row.code) === code)
        .map((row) => this.readEntry(list, row.code, 'free', rows)),
    ]);
  }

  private readEntry(list: ChoiceList, code: string, rule: EntryRule, rows: readonly ChoiceEntry[]): ReadEntry {
    const row = rows.find((known) => known.code === code);
    const labels = row?.labels ?? this.ownLabels(list, code);
    return { code, rule, labels, hidden: row?.hidden ?? false, version: row?.version ?? 0 };
  }

  /** The product's own labels of an entry. */
  ownLabels({ prefix }: ChoiceList, code: string): Labels {
    const labels = LANGUAGES.map((lang) => [lang, this.catalogue.message(lang, `${prefix}${code}`) ?? '']);
    return Object.fromEntries(labels) as Labels;
  }

  /**
   * Renames, hides or shows an entry.
   * @throws NotFound when the list has no such entry
   * @throws Conflict when somebody changed it first
   * @throws DomainError when it cannot be hidden, or another entry is called so
   */
  async changeEntry(tx: Tx, actor: Actor, name: string, code: string, wanted: WantedEntry): Promise<void> {
    await holdTerritory(tx);
    const entries = await this.readEntries(name, tx);
    const entry = entries.find((known) => known.code === code);
    if (!entry) throw new NotFound('choice-entry');
    if (entry.version !== wanted.seen) throw new Conflict(refuse('choice.changed'));
    if (wanted.hidden && entry.rule !== 'free') throw new DomainError(refuse('choice.alwaysOffered'));
    this.refuseNamesakes(entries, code, wanted.labels);
    const own = this.ownLabels(this.find(name), code);
    const isOwn = !isOwnCode(code) && LANGUAGES.every((lang) => own[lang] === wanted.labels[lang]);
    const change = {
      labels: isOwn ? null : wanted.labels,
      hidden: wanted.hidden,
      version: entry.version + 1,
      changedAt: this.clock.now(),
      changedBy: actorRef(actor),
    };
    if ((await tx.update(ChoiceEntry, { list: name, code }, change)) === 0)
      await tx.insert(ChoiceEntry, { id: newId(), list: name, code, ...change });
    await this.record(tx, actor, 'choice.change', name, code);
  }

  /**
   * Adds an entry, which is counted as an entry of the product. @returns its code
   * @throws DomainError when nothing can be added to that one, or an entry is called so already
   */
  async addEntry(tx: Tx, actor: Actor, name: string, group: string, labels: Labels): Promise<string> {
    await holdTerritory(tx);
    const rule = this.find(name).entries.get(group);
    if (rule === undefined || rule === 'bound') throw new DomainError(refuse('choice.noGroup'));
    const entries = await this.readEntries(name, tx);
    this.refuseNamesakes(entries, null, labels);
    const code = nextCodeOf(
      group,
      entries.map((entry) => entry.code),
    );
    await tx.insert(ChoiceEntry, {
      id: newId(),
      list: name,
      code,
      labels,
      hidden: false,
      version: 1,
      changedAt: this.clock.now(),
      changedBy: actorRef(actor),
    });
    await this.record(tx, actor, 'choice.add', name, code);
    return code;
  }

  private refuseNamesakes(entries: readonly ReadEntry[], code: string | null, labels: Labels): void {
    const folded = (label: string): string => label.trim().toLowerCase();
    const isTaken = (lang: Language): boolean =>
      entries.some((other) => other.code !== code && folded(other.labels[lang]) === folded(labels[lang]));
    if (LANGUAGES.some(isTaken)) throw new DomainError(refuse('choice.namesake'));
  }

  private async record(tx: Tx, actor: Actor, action: string, list: string, code: string): Promise<void> {
    await this.memory.markChanged(tx, MEMORY);
    await this.audit.changed(tx, actor, action, { kind: 'choice', id: keyOf(list, code) });
  }
}
