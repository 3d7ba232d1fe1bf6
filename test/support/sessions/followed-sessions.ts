import { givesWay } from '../../../src/commissions/commission/domain/given-way.js';
import { readAudit, type AuditFile } from '../../../src/commissions/verify-session/file.js';
import { PlayedSession, type Planted, type WrittenSession } from './played-session.js';

// Two commissions that follow each other, written by hand. A case that is in both is one request, under one number.

type Part = Omit<WrittenSession, 'title' | 'planted'>;
export const PARTS = ['first', 'second'] as const;

/** What a family has after both: the place that is offered, and the one that gave way. */
export interface End {
  readonly offered: string | null;
  readonly gaveWay: string | null;
}

export interface FollowedSessions {
  readonly title: string;
  readonly first: Part;
  readonly second: Part;
  readonly ends: Readonly<Record<string, End>>;
  readonly planted: Planted & { readonly in: (typeof PARTS)[number] };
}

/** Plays a part, as far as its own body knows. */
export const playedPart = (written: FollowedSessions, part: (typeof PARTS)[number]): AuditFile =>
  readAudit(new PlayedSession({ ...written[part], title: written.title, planted: written.planted }).auditFile());

/** What each family of both sessions has once the second one has closed, before anybody has answered. */
export function endsOf(written: FollowedSessions): Record<string, End> {
  const [first, second] = PARTS.map((part) => {
    const { told } = playedPart(written, part);
    return (number: string): string | null => told.find(({ child }) => child === number)?.place?.at ?? null;
  });
  const inBoth = Object.keys(written.first.cases).filter((number) => Object.hasOwn(written.second.cases, number));
  return Object.fromEntries(
    inBoth.map((number): [string, End] => {
      const { wishes } = written.first.cases[number]!;
      const [live, admitted] = [first!(number), second!(number)];
      if (!live || !admitted) return [number, { offered: live ?? admitted, gaveWay: null }];
      return givesWay(wishes.indexOf(live), wishes.indexOf(admitted))
        ? [number, { offered: live, gaveWay: admitted }]
        : [number, { offered: admitted, gaveWay: live }];
    }),
  );
}
