import type { Lack } from '../../kernel/lack.js';
import type { Instant } from '../../kernel/time.js';

/** Somebody has decided to open without it. `lack` is a kind, or a kind and its subject: `desk-telephone:rpe`. */
export interface Waiver {
  readonly lack: string;
  readonly name: string;
  readonly reason: string;
  readonly at: Instant;
}

export interface WaivedLack extends Lack {
  readonly waiver: Waiver;
}

/** What the page of the opening tells, and what the door follows. */
export interface OpeningStanding {
  readonly missing: readonly Lack[];
  readonly waived: readonly WaivedLack[];
  /** What should be thought of, and keeps the desk of nobody closed. */
  readonly advised: readonly Lack[];
}

export const keyOf = ({ kind, subject }: Pick<Lack, 'kind' | 'subject'>): string =>
  subject ? `${kind}:${subject.id}` : kind;

/** What is missing and what was waived. A waiver of a kind covers every subject; that of one subject comes first. */
export function openingStanding(lacks: readonly Lack[], waivers: readonly Waiver[]): OpeningStanding {
  const byLack = new Map(waivers.map((waiver) => [waiver.lack, waiver]));
  const missing: Lack[] = [];
  const waived: WaivedLack[] = [];
  for (const lack of lacks.filter(({ isAdvice }) => !isAdvice)) {
    const waiver = byLack.get(keyOf(lack)) ?? byLack.get(lack.kind);
    if (waiver) waived.push({ ...lack, waiver });
    else missing.push(lack);
  }
  return { missing, waived, advised: lacks.filter(({ isAdvice }) => isAdvice) };
}
