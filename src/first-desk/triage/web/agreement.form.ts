import type { NewSolution, SolutionKind } from '../../../places/placement/index.js';
import { AGREED_KINDS } from '../../../foundation/kernel/care-kinds.js';
import { isDay, type Day } from '../../../foundation/kernel/time.js';
import {
  Choice,
  dayInputs,
  OneOf,
  type FieldError,
  readDay,
  readWeek,
  Text,
  weekInputs,
} from '../../../foundation/platform/web/index.js';
import { KNOWN_AT_DESK, SPEAKERS, type RequestFile, type Speaker } from '../../../dossier/dossier/index.js';
import { VersionedForm, WeekForm } from './versioned.form.js';

/** The kinds of care with which a desk records an agreement. A nursery's place comes from an offer instead. */
export const AGREEMENT_KINDS = AGREED_KINDS satisfies readonly SolutionKind[];

/** The kinds of a solution that a family found by itself. `elsewhere` is a nursery, or anything else. */
export const REPORTED_KINDS = [...AGREEMENT_KINDS, 'elsewhere'] as const satisfies readonly SolutionKind[];

/** What both forms about care that is no place ask for. */
class CareForm extends WeekForm {
  @Text('triage.errors.provider', 80) providerId?: string;
  @Text('triage.errors.providerLabel', 200) providerLabel?: string;
  @Text('triage.errors.from', 2) fromDay?: string;
  @Text('triage.errors.from', 2) fromMonth?: string;
  @Text('triage.errors.from', 4) fromYear?: string;
  @Text('triage.errors.to', 2) toDay?: string;
  @Text('triage.errors.to', 2) toMonth?: string;
  @Text('triage.errors.to', 4) toYear?: string;
  @Choice(['yes'], 'triage.errors.suffices') suffices?: 'yes';
}

export class AgreementForm extends CareForm {
  /** Not required here: readAgreement checks it, so that all errors are shown at once. */
  @Choice(AGREEMENT_KINDS, 'triage.errors.agreementKind') kind?: (typeof AGREEMENT_KINDS)[number];
}

export class ReportedSolutionForm extends CareForm {
  @Choice(SPEAKERS, 'dossier.errors.toldBy') toldBy?: Speaker;
  @Choice(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy?: (typeof KNOWN_AT_DESK)[number];
  /** As for an agreement. */
  @Choice(REPORTED_KINDS, 'triage.errors.solutionKind') kind?: (typeof REPORTED_KINDS)[number];
}

export class EndSolutionForm extends VersionedForm {
  @Text('triage.errors.to', 2) lastDayDay?: string;
  @Text('triage.errors.to', 2) lastDayMonth?: string;
  @Text('triage.errors.to', 4) lastDayYear?: string;
  @OneOf(['wait', 'stop'], 'triage.errors.afterSolution') afterSolution: 'wait' | 'stop';
}

export type ReadAgreement =
  | { readonly ok: true; readonly solution: NewSolution }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Reads an agreement, of which the desk knows all, or what a family found by itself, of which it may know neither the
 * name nor the days.
 * @param kindOf the kind of a known provider, undefined for an unknown one
 */
export function readAgreement(
  form: AgreementForm | ReportedSolutionForm,
  kindOf: (providerId: string) => string | undefined,
  isReported = false,
): ReadAgreement {
  const errors: FieldError[] = [];
  const from = readDay({ ...form }, 'from');
  const to = readDay({ ...form }, 'to');
  if (form.kind === undefined)
    errors.push({ field: 'kind', message: isReported ? 'triage.errors.solutionKind' : 'triage.errors.agreementKind' });
  if (!isDay(from)) errors.push({ field: 'from', message: 'triage.errors.from' });
  if (to === 'invalid' || (isDay(to) && isDay(from) && to < from))
    errors.push({ field: 'to', message: 'triage.errors.to' });
  const { schedule, unreadable } = readWeek({ ...form });
  errors.push(...unreadable.map((field) => ({ field, message: 'triage.errors.time' })));
  const hasWeek = Object.keys(schedule).length > 0;
  if (!isReported && unreadable.length === 0 && !hasWeek)
    errors.push({ field: 'week', message: 'triage.errors.agreementWeek' });
  const kindOfProvider = form.kind === 'elsewhere' ? 'establishment' : form.kind;
  if (form.kind !== undefined && form.providerId !== undefined && kindOf(form.providerId) !== kindOfProvider)
    errors.push({ field: 'providerId', message: 'triage.errors.provider' });
  if (!isReported && form.providerId === undefined && form.providerLabel === undefined)
    errors.push({ field: 'providerLabel', message: 'triage.errors.providerLabel' });
  if (errors.length > 0 || form.kind === undefined) return { ok: false, errors };
  return {
    ok: true,
    solution: {
      kind: form.kind,
      providerId: form.providerId ?? null,
      providerLabel: form.providerId ? null : (form.providerLabel ?? null),
      week: hasWeek ? schedule : null,
      from: from as Day,
      to: isDay(to) ? to : null,
    },
  };
}

/** The form as it is first shown: with what the family asked for. */
export const agreementValues = ({ request: { need } }: RequestFile): Record<string, unknown> => ({
  ...dayInputs('from', need.wantedFrom),
  ...weekInputs(need.week ?? {}),
});
