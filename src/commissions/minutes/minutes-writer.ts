import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CriteriaGrid, CriteriaGridRow } from '../admission/index.js';
import { canonicalJson } from '../matching/index.js';
import {
  ClaimsPresenter,
  rulesOf,
  sectionIdOf,
  Sentences,
  SessionAccounts,
  type Candidacy,
  type CommissionSession,
  type SessionAccount,
} from '../commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId } from '../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { dayOf } from '../../foundation/kernel/time.js';
import { lastDayOf, type Placement } from '../../places/placement/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Catalogue, type Translator } from '../../foundation/platform/i18n/index.js';
import { Supply } from '../../offer/supply/index.js';
import {
  proofShare,
  type MinutesCase,
  type MinutesContent,
  type MinutesCutOff,
  type MinutesDay,
  type MinutesOutcome,
} from './domain/minutes-content.js';
import { Minutes } from './persistence/minutes.entities.js';

export const sha256Of = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Writes the minutes of a session, in the transaction that closes it. */
@Injectable()
export class MinutesWriter {
  constructor(
    private readonly clock: Clock,
    private readonly accounts: SessionAccounts,
    private readonly say: Sentences,
    private readonly claims: ClaimsPresenter,
    private readonly supply: Supply,
    private readonly catalogue: Catalogue,
  ) {}

  /** Writes the first version. */
  async writeMinutes(tx: Tx, session: CommissionSession): Promise<Minutes> {
    const account = await this.accounts.readAccount(tx, session);
    return this.insertVersion(tx, session, 1, this.buildContent(account));
  }

  /** Writes another version before the signature. Only the attendance is read anew. */
  async correctMinutes(tx: Tx, session: CommissionSession, last: Minutes): Promise<Minutes> {
    const account = await this.accounts.readAccount(tx, session);
    return this.insertVersion(tx, session, last.number + 1, {
      ...(JSON.parse(last.content) as MinutesContent),
      days: daysOf(account),
    });
  }

  private async insertVersion(
    tx: Tx,
    session: CommissionSession,
    number: number,
    content: MinutesContent,
  ): Promise<Minutes> {
    const text = canonicalJson(content);
    const minutes: Minutes = {
      id: newId(),
      sessionId: session.id,
      number,
      content: text,
      sha256: sha256Of(text),
      madeAt: this.clock.now(),
    };
    await tx.insert(Minutes, minutes);
    return minutes;
  }

  private buildContent(account: SessionAccount): MinutesContent {
    const { session, body, grid, computed, ratifications } = account;
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    return {
      body: body.name,
      day: dayOf(session.startsAt),
      entryFrom: session.entryFrom,
      closedAt: session.closedAt ?? this.clock.now(),
      quorum: body.quorum,
      days: daysOf(account),
      cases: account.cases.map((candidacy) => this.caseOf(words, account, candidacy)),
      claims: account.cases.flatMap(({ explanation }) =>
        explanation?.claim ? [this.claims.named(words, explanation.claim, explanation.claim.others)] : [],
      ),
      ratifications: ratifications.map(({ placement, number, ratified, lastDay }) => ({
        number,
        ...caseNumberOf(account, placement),
        section: this.say.sectionName(words, placement?.sectionId ?? null),
        from: placement?.from ?? dayOf(session.startsAt),
        ...(placement ? { to: lastDayOf(placement) } : {}),
        ratified,
        lastDay,
      })),
      proofs: proofShare(account.cases.flatMap(({ lines }) => lines ?? [])),
      rules: rulesOf(session),
      grid: grid && gridSaid(grid),
      ...(session.numbersSeed ? { numbersSeed: session.numbersSeed } : {}),
      computed,
      cutOffs: (session.cutOffs ?? []).map(({ at, section, reserve, received, points, full }): MinutesCutOff => ({
        section: this.say.sectionName(words, sectionIdOf(this.supply, { at, section })),
        reserve,
        received,
        points,
        full,
      })),
    };
  }

  private caseOf(
    words: Translator,
    { recusals, deferredTo, debates, given }: SessionAccount,
    candidacy: Candidacy,
  ): MinutesCase {
    const debate = debates.find(({ candidacyId }) => candidacyId === candidacy.id);
    const later = candidacy.deferredToId ? deferredTo.get(candidacy.deferredToId) : undefined;
    const isAdmitted = candidacy.state === 'admitted';
    const gaveWay = candidacy.state === 'without_object' && candidacy.decision === 'admit';
    return {
      number: candidacy.agendaNumber,
      rank: candidacy.rank,
      points: candidacy.points,
      outcome: candidacy.state as MinutesOutcome,
      section: isAdmitted || gaveWay ? this.say.sectionName(words, candidacy.decidedSectionId) : null,
      ...(gaveWay ? { gaveWay } : {}),
      slots: isAdmitted ? candidacy.decidedSlots : null,
      ...given.get(candidacy.id),
      reason: candidacy.reason,
      departs: candidacy.kept === false,
      deferredTo: later ? dayOf(later) : null,
      decidedAt: candidacy.decidedAt,
      ...(debate
        ? {
            debate: {
              points: debate.points,
              votes: debate.votes,
              named: debate.named && debate.named.map(({ label, vote }) => ({ label, vote })),
            },
          }
        : {}),
      recused: recusals.filter(({ dossierId }) => dossierId === candidacy.dossierId).map(({ label }) => label),
    };
  }
}

/** The case of the same child, so that whoever reads of an emergency knows what was decided of the rest. */
function caseNumberOf(
  { cases }: SessionAccount,
  placement: Pick<Placement, 'requestId'> | null,
): Pick<MinutesContent['ratifications'][number], 'caseNumber'> {
  const own = placement && cases.find(({ requestId }) => requestId === placement.requestId);
  return own ? { caseNumber: own.agendaNumber } : {};
}

const gridSaid = ({ content, version }: CriteriaGridRow): MinutesContent['grid'] => {
  const { source, tieBreak } = content as CriteriaGrid;
  return { name: source, version, tieBreak };
};

const daysOf = ({ days }: SessionAccount): MinutesDay[] =>
  days.map(({ startsAt, room, attendance }) => ({
    startsAt,
    room,
    attendance: attendance.map(({ label, status, representedBy, arrivedAt, leftAt }) => ({
      label,
      status,
      by: representedBy,
      arrivedAt,
      leftAt,
    })),
  }));
