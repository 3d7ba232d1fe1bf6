import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '../support/runner.js';
import { readAudit, type AuditFile, type Claim } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { endsOf, PARTS, playedPart, type FollowedSessions } from '../support/sessions/followed-sessions.js';
import { PlayedSession, type Planted, type Reading, type WrittenSession } from '../support/sessions/played-session.js';
import { mustRead, readingOf } from '../support/sessions/readings.js';

function filesOf<T>(folder: string): [string, T][] {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(new URL(name, url), 'utf8')) as T]);
}
const sessions = filesOf<WrittenSession>('./sessions/');
const followed = filesOf<FollowedSessions>('./commissions/');

function plant(file: AuditFile, { case: number, reason, claim, miss }: Planted): AuditFile {
  const copy = JSON.parse(JSON.stringify(file));
  const told = copy.told.find((one: { number: number }) => one.number === Number(number));
  if (reason !== undefined) told.reason = reason;
  if (claim !== undefined) told.explanation.claim = { ...told.explanation.claim, cause: claim };
  if (miss !== undefined)
    Object.assign(
      told.explanation.misses.find(({ at }: { at: string }) => at === miss.at),
      miss,
    );
  return copy as AuditFile;
}

/** The file as an earlier version wrote it: without what happened, but for whether the proposal was fair. */
function withoutRecord({ record: _, first, ...older }: AuditFile): AuditFile {
  const told = older.told.map((one) => {
    const { cause: __, ...claim } = one.explanation!.claim ?? {};
    return one.explanation!.claim ? { ...one, explanation: { ...one.explanation!, claim: claim as Claim } } : one;
  });
  return { ...older, told, proposal: { fair: first!.claims.length === 0 } };
}

function expectRead(file: AuditFile, reads: Readonly<Record<string, Reading>>, title: string): void {
  const read = Object.fromEntries(
    Object.entries(reads).map(([number, reading]) => [
      number,
      readingOf(
        file.told.find((one) => one.number === Number(number))!,
        reading,
      ),
    ]),
  );
  expect([title, read]).toEqual([
    title,
    Object.fromEntries(Object.entries(reads).map(([number, reading]) => [number, mustRead(reading)])),
  ]);
}

describe('a session written by hand', () => {
  it.each(sessions)('%s: each family reads what happened', (_, written) => {
    const file = readAudit(new PlayedSession(written).auditFile());
    expectRead(file, written.reads, written.title);
    expect(verify(file).wrong).toEqual([]);
  });

  it.each(sessions)('%s: a false sentence is found, and the case is named', (_, written) => {
    const file = plant(readAudit(new PlayedSession(written).auditFile()), written.planted);
    const { wrong } = verify(file);
    expect(wrong.length).toBeGreaterThan(0);
    expect(new Set(wrong.map(({ number }) => number))).toEqual(new Set([Number(written.planted.case)]));
  });

  it.each(sessions)('%s: of a file without a record, what takes one is counted apart', (_, written) => {
    const file = readAudit(new PlayedSession(written).auditFile());
    expect(verify(file).notJudged).toBe(0);
    const { wrong, notJudged } = verify(withoutRecord(file));
    expect(wrong).toEqual([]);
    // Whether each decision followed its proposal, and each reason that comes from what members did.
    const decided = file.told.filter(({ decision }) => decision !== null);
    const reasons = decided.filter(
      ({ reason, departs }) => reason === 'no_even_share' || (reason === 'other_child_first' && !departs),
    );
    expect(notJudged).toBe(decided.length + reasons.length);
  });

  it('that nobody could be content is false beside a fair proposal, whether or not there is a record', () => {
    const passedOver = sessions
      .filter(([, { planted }]) => planted.reason === 'no_even_share')
      .map(([, written]) => plant(readAudit(new PlayedSession(written).auditFile()), written.planted))
      .filter(({ first }) => first!.claims.length === 0);
    expect(passedOver.length).toBeGreaterThan(5);
    const found = passedOver
      .flatMap((file) => [file, withoutRecord(file)])
      .map((file) => verify(file).wrong.map(({ statement }) => statement));
    for (const statements of found) expect(statements).toContain('reason no_even_share');
  });
});

describe('two commissions that follow each other, written by hand', () => {
  it.each(followed)('%s: each family reads what happened in each, and has one offer in the end', (_, written) => {
    for (const part of PARTS) {
      const file = playedPart(written, part);
      expectRead(file, written[part].reads, written.title);
      expect(verify(file).wrong).toEqual([]);
    }
    expect(endsOf(written)).toEqual(written.ends);
  });

  it.each(followed)('%s: nobody reads of an establishment that the other commission examined', (_, written) => {
    for (const part of PARTS)
      for (const { explanation, place } of playedPart(written, part).told)
        for (const { at } of [...explanation!.misses, ...(place ? [place] : [])])
          expect(Object.keys(written[part].places)).toContain(at);
  });

  it.each(followed)('%s: a false sentence is found, and the case is named', (_, written) => {
    const { wrong } = verify(plant(playedPart(written, written.planted.in), written.planted));
    expect(wrong.length).toBeGreaterThan(0);
    expect(new Set(wrong.map(({ number }) => number))).toEqual(new Set([Number(written.planted.case)]));
  });
});
