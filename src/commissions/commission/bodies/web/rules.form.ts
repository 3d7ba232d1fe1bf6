import { IsIn, Matches } from 'class-validator';
import { Ticked } from '../../../../foundation/platform/web/index.js';
import { PRECEDENCES, QUEUES, RESERVE_TRAITS, type SittingRules } from '../../domain/sitting-rules.js';

const PERCENT = /^(100|[1-9]?\d)$/;

export class RulesForm {
  /** The version that the page showed. */
  @Matches(/^\d{1,9}$/, { message: 'commission.bodies.errors.version' }) version: string;
  /** Whether the person has read what follows. */
  @Ticked('commission.bodies.errors.version') confirmed?: string;
  @IsIn(QUEUES, { message: 'commission.errors.queue' }) queue: SittingRules['queue'];
  @IsIn(PRECEDENCES, { message: 'commission.errors.precedence' }) precedence: SittingRules['precedence'];
  @Matches(PERCENT, { message: 'commission.errors.percentInsertion' }) insertion: string;
  @Matches(PERCENT, { message: 'commission.errors.percentAdaptation' }) adaptation: string;
}

export const rulesIn = (form: RulesForm): SittingRules => ({
  queue: form.queue,
  precedence: form.precedence,
  reserves: { insertion: Number(form.insertion), adaptation: Number(form.adaptation) },
});

export const valuesOf = ({ queue, precedence, reserves }: SittingRules): Record<string, string> => ({
  queue,
  precedence,
  ...Object.fromEntries(RESERVE_TRAITS.map((trait) => [trait, String(reserves[trait])])),
});
