import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { DISCUSSION_POINTS, voteOutcome, VOTES, type DiscussionPoint, type VoteCounts } from '../../domain/debates.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import type { Attendance, CaseDebate } from '../../persistence/sitting.entities.js';
import type { Sitting } from '../session-queries.js';
import { voteValue } from './debate.form.js';

/** The page on which the debate on one case is noted, and its result in a sentence. */
@Injectable()
export class DebatePresenter {
  /** @throws NotFound when the body notes no debates, and when the actor does not see the case */
  model(
    words: Translator,
    sitting: Sitting,
    candidacyId: string,
    voters: readonly Attendance[],
  ): Record<string, unknown> {
    const { t } = words;
    const { agendaNumber } = caseIn(sitting, candidacyId);
    const { debates } = sitting.body;
    return {
      id: sitting.session.id,
      caseId: candidacyId,
      heading: t('commission.debate.title', { number: agendaNumber }),
      points: DISCUSSION_POINTS.map((value) => ({ value, text: t(`commission.debate.point.${value}`) })),
      counted: debates === 'counted',
      named: debates === 'named',
      voters: voters.map(({ memberId, label }, line) => ({
        field: `v${line}`,
        label,
        choices: VOTES.map((vote) => ({ value: voteValue(memberId, vote), text: t(`commission.debate.vote.${vote}`) })),
      })),
      votersText: t('commission.debate.voters', { count: voters.length }),
    };
  }

  formValues(sitting: Sitting, debate: CaseDebate | null, voters: readonly Attendance[]): Record<string, unknown> {
    const named = new Map((debate?.named ?? []).map(({ memberId, vote }) => [memberId, vote]));
    const isCounted = debate !== null && debate.named === null && voteOutcome(debate.votes) !== null;
    return {
      version: sitting.session.version,
      points: debate?.points ?? [],
      ...(isCounted ? Object.fromEntries(VOTES.map((vote) => [vote, String(debate.votes[vote])])) : {}),
      ...Object.fromEntries(
        voters.flatMap(({ memberId }, line) => {
          const vote = named.get(memberId);
          return vote ? [[`v${line}`, voteValue(memberId, vote)]] : [];
        }),
      ),
    };
  }

  /** `5 pour, 1 contre, 1 abstention. Points discutés : horaires.` Null where nothing was noted. */
  sentence(
    { t, list }: Translator,
    debate: { readonly points: readonly DiscussionPoint[]; readonly votes: VoteCounts } | null,
  ): string | null {
    if (!debate) return null;
    const outcome = voteOutcome(debate.votes);
    const said = [
      ...(outcome ? [t('commission.debate.result', { ...debate.votes, outcome })] : []),
      ...(debate.points.length > 0
        ? [
            t('commission.debate.discussed', {
              points: list(debate.points.map((one) => t(`commission.debate.point.${one}`))),
            }),
          ]
        : []),
    ];
    return said.length > 0 ? said.join(' ') : null;
  }
}

function caseIn({ agenda, body }: Sitting, candidacyId: string): CaseLine {
  const line = agenda.find(({ id, state }) => id === candidacyId && state === 'frozen');
  if (!line || body.debates === 'none') throw new NotFound('candidacy');
  return line;
}
