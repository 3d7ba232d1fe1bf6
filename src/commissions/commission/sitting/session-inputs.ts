import { Injectable } from '@nestjs/common';
import { reservedSection } from '../../../foundation/kernel/reserved-section.js';
import { ReservedUnits, Seats, type ReservedTerm } from '../../../places/placement/index.js';
import type { Reader } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { InsertionPlaces } from '../bodies/insertion-places.js';
import { bindingSpans, spansOf, type SectionPlaces, type Span } from '../domain/periods.js';
import { givenDaysOf, staysOf, type SessionInput } from '../domain/session-instance.js';
import { rulesOf, type SessionRules } from '../domain/sitting-rules.js';
import type { Body, CommissionSession } from '../persistence/commission.entities.js';
import { GivenDays } from './given-days.js';
import { SessionCandidates, type PlayedCase } from './session-candidates.js';

/** Reads what the instance of a session is built from: its cases, and the places that are free on their dates. */
@Injectable()
export class SessionInputs {
  constructor(
    private readonly candidates: SessionCandidates,
    private readonly givenDays: GivenDays,
    private readonly seats: Seats,
    private readonly supply: Supply,
    private readonly insertion: InsertionPlaces,
    private readonly reserved: ReservedUnits,
  ) {}

  /**
   * Everything that the engine judges of a session, read as it stands.
   * @param cases best first where points are equal
   * @param more stays of places that no case asks for
   */
  async readInput(
    from: Reader,
    session: Pick<CommissionSession, 'entryFrom' | 'rules'>,
    body: Pick<Body, 'establishmentIds'>,
    cases: readonly PlayedCase[],
    more: readonly Span[] = [],
  ): Promise<SessionInput> {
    const sectionIds = body.establishmentIds.flatMap((id) => this.supply.sectionsOf(id).map((section) => section.id));
    const reserved = await this.reserved.listTerms(from, sectionIds, session.entryFrom);
    const free = await this.givenDays.readFree(from, session, sectionIds, cases);
    const candidates = await this.candidates.ofAll(session, body, cases, reserved, free);
    const stays = [...staysOf(candidates), ...more];
    const spans = spansOf(stays, session.entryFrom);
    const places = [
      ...(await this.placesOf(from, body, spans)),
      ...(await this.reservedPlacesOf(from, reserved, spans)),
    ];
    const binding = bindingSpans(spans, stays, places, givenDaysOf(candidates));
    const counted = <T>(all: readonly T[]): T[] => binding.map((index) => all[index]!);
    return {
      candidates,
      tieBreak: cases.map(({ id }) => id),
      spans: counted(spans),
      places: places.map((unit) => ({ ...unit, free: counted(unit.free) })),
      rules: await this.rulesOf(from, session),
    };
  }

  /**
   * The rules of the session, with the places that children of families in insertion hold now. Reserves from an
   * earlier preparation are left out, because this one computes them again.
   */
  private async rulesOf(from: Reader, session: Pick<CommissionSession, 'entryFrom' | 'rules'>): Promise<SessionRules> {
    const { guarantees, ...rules } = rulesOf(session);
    if (!guarantees) return rules;
    const asked = guarantees.map(({ reserved: _, ...guarantee }) => guarantee);
    return { ...rules, guarantees: await this.insertion.withHeld(from, asked, session.entryFrom) };
  }

  /** Places that are reserved, each beside its section. Their seats are not among those of everybody. */
  private async reservedPlacesOf(
    from: Reader,
    reserved: readonly ReservedTerm[],
    spans: readonly Span[],
  ): Promise<SectionPlaces[]> {
    return (await this.reserved.freeIn(from, reserved, spans)).map(({ sectionId, owner, free }) => {
      const { providerId, code } = this.supply.section(sectionId)!;
      return { at: providerId, section: reservedSection(code, owner), free };
    });
  }

  private async placesOf(
    from: Reader,
    body: Pick<Body, 'establishmentIds'>,
    spans: readonly Span[],
  ): Promise<SectionPlaces[]> {
    const sections = body.establishmentIds.flatMap((id) => this.supply.sectionsOf(id));
    const free = await this.seats.freeIn(
      from,
      sections.map(({ id }) => id),
      spans,
    );
    return sections.map(({ id, providerId, code }) => ({ at: providerId, section: code, free: free.get(id)! }));
  }
}
