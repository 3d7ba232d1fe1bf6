import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Id } from '../../../../foundation/kernel/ids.js';
import { WholeNumber } from '../../../../foundation/platform/web/index.js';
import { DISCUSSION_POINTS, VOTES, type DiscussionPoint, type Vote } from '../../domain/debates.js';
import { SessionVersionForm } from '../../planning/web/planning.form.js';
import type { NewDebate } from '../debates.js';

/** More people than any body seats. */
const MOST_MEMBERS = 40;
const VOTE = new RegExp(`^[0-9a-f-]{36}:(${VOTES.join('|')})$`);

/** `v<n>` tells how the member on line `n` votes. */
export class DebateForm extends SessionVersionForm {
  [field: `v${number}`]: string | undefined;
  @IsOptional()
  @IsIn(DISCUSSION_POINTS, { each: true, message: 'commission.errors.points' })
  points?: DiscussionPoint | DiscussionPoint[];
  @WholeNumber('commission.errors.votes') for?: string;
  @WholeNumber('commission.errors.votes') against?: string;
  @WholeNumber('commission.errors.votes') abstained?: string;
}

for (let line = 0; line < MOST_MEMBERS; line += 1) {
  IsOptional()(DebateForm.prototype, `v${line}`);
  Matches(VOTE, { message: 'commission.errors.vote' })(DebateForm.prototype, `v${line}`);
}

export const voteValue = (memberId: Id, vote: Vote): string => `${memberId}:${vote}`;

export const debateIn = (form: DebateForm): NewDebate => ({
  points: [form.points ?? []].flat(),
  votes: { for: Number(form.for ?? 0), against: Number(form.against ?? 0), abstained: Number(form.abstained ?? 0) },
  named: Object.fromEntries(
    Array.from({ length: MOST_MEMBERS }, (_, line) => form[`v${line}`]).flatMap((value): [Id, Vote][] => {
      const [memberId, vote] = value?.split(':') ?? [];
      return memberId && vote ? [[memberId, vote as Vote]] : [];
    }),
  ),
});
