import { Injectable } from '@nestjs/common';
import { SeatRoom } from '../../admission/index.js';
import { dayOf, timeOf } from '../../kernel/time.js';
import { Supply } from '../../supply/index.js';
import { DECISION_KINDS, REASON_LISTS } from '../domain/decisions.js';
import type { Candidacy } from '../persistence/commission.entities.js';
import { sectionIdOf } from '../section-ids.js';
import type { Sitting } from '../session-reads.js';
import { CasePresenter } from './case.presenter.js';
import { Sentences } from './sentences.js';
import type { Translator } from '../../platform/i18n/index.js';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** The form that amends one case: only choices, nothing to type. */
@Injectable()
export class AmendPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly cases: CasePresenter,
    private readonly supply: Supply,
  ) {}

  model(words: Translator, sitting: Sitting, one: Candidacy): Record<string, unknown> {
    const { t, fullDay, time } = words;
    return {
      id: sitting.session.id,
      case: this.cases.model(words, sitting, one),
      heading: t('commission.case.title', { number: one.agendaNumber }),
      sections: this.sections(words, sitting, one),
      decisions: DECISION_KINDS.map((kind) => ({ kind, text: t(`commission.decision.${kind}`) })),
      reasons: Object.fromEntries(DECISION_KINDS.map((kind) => [kind, REASON_LISTS[kind].map((code): Choice => ({ value: code, text: t(`reason.${code}`) }))])),
      sessions: sitting.nextSessions.map((next): Choice => ({
        value: next.id, text: t('commission.session.whenText', { day: fullDay(dayOf(next.startsAt)), time: time(timeOf(next.startsAt)) }),
      })),
    };
  }

  /** The fields as the case stands, or as it is proposed. */
  values(one: Candidacy): Record<string, unknown> {
    const decision = one.decision ?? (one.proposedSectionId ? 'admit' : 'wait');
    return {
      version: one.version, decision, section: one.decidedSectionId ?? one.proposedSectionId ?? '', session: one.deferredToId ?? '',
      ...(one.reason ? { [`${decision}Reason`]: one.reason } : {}),
    };
  }

  /** The sections that suit the child among its wishes, each with the fewest places left by what is already decided. */
  private sections(words: Translator, { prepared, agenda }: Sitting, one: Candidacy): Choice[] {
    if (!prepared) return [];
    const { instance } = prepared;
    const room = new SeatRoom(instance);
    const targets = (id: string) => instance.families[id]?.wishes.flatMap(([target]) => target ?? []) ?? [];
    for (const other of agenda) {
      if (other.id === one.id || other.state !== 'frozen' || other.decision !== 'admit') continue;
      const held = targets(other.id).find((target) => sectionIdOf(this.supply, target) === other.decidedSectionId);
      if (held) room.take(held);
    }
    return targets(one.id).filter((target) => target.section !== null).map((target) => {
      const sectionId = sectionIdOf(this.supply, target)!;
      const left = Math.max(0, Math.min(...target.slots.map((slot) => room.free(target, slot))));
      return { value: sectionId, text: words.t('commission.case.sectionFree', { section: this.say.section(words, sectionId), left }) };
    });
  }
}
