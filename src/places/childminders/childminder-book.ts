import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { findAgreementsWith, type Solution } from '../placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { MOST_IN_FILE } from '../../foundation/platform/web/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { isClosedOn, Supply, type Provider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { keepsChildminder } from './childminder.policy.js';
import { agreementState } from './domain/agreement.js';
import { toldAvailability, type SaidAvailability, type ToldAvailability } from './domain/availability.js';
import { isPublished } from './domain/publication.js';
import { foreseeRetirements, type RetirementFigure } from './domain/retirement.js';
import { Childminder } from './persistence/childminders.entities.js';

export const CHILDMINDER_STATES = ['confirmed', 'unconfirmed', 'to_renew', 'no_record', 'closed'] as const;
export type ChildminderState = (typeof CHILDMINDER_STATES)[number];

export const CHILDMINDER_ORDERS = ['name', 'places', 'confirmed', 'commune'] as const;
export type ChildminderOrder = (typeof CHILDMINDER_ORDERS)[number];

/** Which childminders are listed, and in which order. An absent part asks nothing. */
export interface ChildminderFilter {
  /** Of her name, her commune or her address. */
  readonly text?: string | undefined;
  readonly communeCode?: string | undefined;
  readonly state?: ChildminderState | undefined;
  /** Only those who receive children at unusual hours. */
  readonly isAtypical?: boolean;
  /** Only those who said or confirmed their free places on this day or later. */
  readonly confirmedSince?: Day | undefined;
  readonly order: ChildminderOrder;
}

/** A childminder with what may be told of her free places. */
export interface KnownChildminder {
  readonly provider: Provider;
  /** Null while the desk has recorded nothing beside her name. */
  readonly record: Childminder | null;
  /** The agreements of families with her that are not over. */
  readonly agreements: readonly Solution[];
  readonly availability: ToldAvailability;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What she said of her free places; null while she has said nothing. */
export const saidBy = (record: Childminder | null): SaidAvailability | null =>
  record?.free && record.freeFrom && record.saidAt && record.confirmedAt
    ? { free: record.free, freeFrom: record.freeFrom, saidAt: record.saidAt, confirmedAt: record.confirmedAt }
    : null;

/** The day on which she last said or confirmed her free places; null while she has said nothing. */
export const confirmedOn = (record: Childminder | null): Day | null =>
  record?.confirmedAt ? dayOf(record.confirmedAt) : null;

/** The childminders of the territory: who they are, and which places they have free. */
@Injectable()
export class ChildminderBook {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly audit: Audit,
  ) {}

  /** Those whom the actor keeps and that fit, in an order; those who are equal in it in alphabetical order. */
  async listKept(actor: Actor, filter: ChildminderFilter): Promise<KnownChildminder[]> {
    const { text = '', communeCode, state, isAtypical = false, confirmedSince, order } = filter;
    const words = plain(text).split(/\s+/).filter(Boolean);
    const kept = this.keptWith(actor, words).filter(
      (provider) => (!communeCode || provider.communeCode === communeCode) && (!isAtypical || provider.atypicalHours),
    );
    const known = (await this.known(this.reader, kept)).filter(
      (one) =>
        (!state || this.statesOf(one).includes(state)) &&
        (!confirmedSince || (confirmedOn(one.record) ?? '') >= confirmedSince),
    );
    const inOrder: Record<ChildminderOrder, (a: KnownChildminder, b: KnownChildminder) => number> = {
      name: () => 0,
      places: (a, b) => b.provider.authorisedCapacity - a.provider.authorisedCapacity,
      confirmed: (a, b) => (confirmedOn(b.record) ?? '').localeCompare(confirmedOn(a.record) ?? ''),
      commune: (a, b) => this.communeName(a).localeCompare(this.communeName(b), 'fr'),
    };
    return known.sort(inOrder[order]);
  }

  /** The first that {@link listKept} finds, and writes down that they left the screen. */
  async readFile(actor: Actor, filter: ChildminderFilter): Promise<KnownChildminder[]> {
    const found = (await this.listKept(actor, filter)).slice(0, MOST_IN_FILE);
    await this.audit.readFile(actor, { kind: 'childminders', id: 'list' }, [], found.length);
    return found;
  }

  private communeName({ provider }: KnownChildminder): string {
    return this.territory.commune(provider.communeCode)?.name ?? '';
  }

  /** Those whom the actor keeps and whose name, commune or address holds these words, in alphabetical order. */
  listNamed(actor: Actor, words: readonly string[]): Provider[] {
    return words.length === 0 ? [] : this.keptWith(actor, words);
  }

  private keptWith(actor: Actor, words: readonly string[]): Provider[] {
    return this.supply
      .providers()
      .filter(
        (provider) => this.isKept(actor, provider) && words.every((word) => this.searchedText(provider).includes(word)),
      );
  }

  /** @throws NotFound when there is none, or the actor does not keep her */
  async readKept(actor: Actor, providerId: Id): Promise<KnownChildminder> {
    const provider = this.supply.provider(providerId);
    if (!provider || !this.isKept(actor, provider)) throw new NotFound('childminder');
    return this.read(providerId);
  }

  /** One childminder, for whoever has authorised it. @param day see {@link toldAvailability}. @throws NotFound */
  async read(providerId: Id, day?: Day, from: Reader | Tx = this.reader): Promise<KnownChildminder> {
    const provider = this.supply.provider(providerId);
    if (provider?.kind !== 'childminder') throw new NotFound('childminder');
    return (await this.known(from, [provider], day))[0]!;
  }

  /** Those who receive children and have a record, with the places that they have free on a day. */
  async listOpen(day?: Day): Promise<KnownChildminder[]> {
    const open = this.supply.openProviders().filter(({ kind }) => kind === 'childminder');
    return (await this.known(this.reader, open, day)).filter(({ record }) => record !== null);
  }

  /** As {@link listOpen}, for each of several days: who they are is read once. */
  async listOpenOn(days: readonly Day[]): Promise<Map<Day, KnownChildminder[]>> {
    const open = await this.listOpen();
    const today = this.clock.today();
    return new Map(
      days.map((day) => [
        day,
        open.map((known) => ({
          ...known,
          availability: toldAvailability(saidBy(known.record), known.agreements, today, day),
        })),
      ]),
    );
  }

  /** Of the whole territory, and of nothing smaller. */
  async foreseeRetirements(): Promise<RetirementFigure> {
    const open = this.supply.openProviders().filter(({ kind }) => kind === 'childminder');
    const records = await this.known(this.reader, open);
    return foreseeRetirements(
      records.map(({ record }) => record?.birthYear ?? null),
      this.clock.today(),
    );
  }

  /** Whether she no longer receives children. */
  isOver(provider: Provider): boolean {
    return isClosedOn(provider, this.clock.today());
  }

  /** Whether anybody finds her by her name: she was told so. */
  isPublished({ record }: KnownChildminder): boolean {
    return isPublished(record?.toldOn ?? null, this.clock.today());
  }

  /** The states in which a list looks for her. */
  statesOf({ provider, record, availability }: KnownChildminder): ChildminderState[] {
    const today = this.clock.today();
    if (this.isOver(provider)) return ['closed'];
    if (record === null) return ['no_record'];
    const confirmed = availability.state === 'free' || availability.state === 'full';
    const agreement = agreementState(record.agreementTo, today);
    return [
      confirmed ? 'confirmed' : 'unconfirmed',
      ...(agreement === 'to_renew' || agreement === 'ended' ? (['to_renew'] as const) : []),
    ];
  }

  private isKept(actor: Actor, { kind, communeCode }: Provider): boolean {
    return kind === 'childminder' && keepsChildminder(actor, this.territory.deskOf(communeCode).id);
  }

  private async known(from: Reader | Tx, providers: readonly Provider[], day?: Day): Promise<KnownChildminder[]> {
    const ids = providers.map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await from.find(Childminder, { where: { providerId: In(ids) } });
    const records = new Map(rows.map((row) => [row.providerId, row]));
    const today = this.clock.today();
    const agreements = groupedBy(await findAgreementsWith(from, [...records.keys()], today), (line) => line.providerId);
    return providers.map((provider) => {
      const record = records.get(provider.id) ?? null;
      const lines = agreements.get(provider.id) ?? [];
      return { provider, record, agreements: lines, availability: toldAvailability(saidBy(record), lines, today, day) };
    });
  }

  private searchedText({ name, communeCode, address }: Provider): string {
    return plain([name, this.territory.commune(communeCode)?.name ?? '', address ?? ''].join(' '));
  }
}
