import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAudit, type AuditFile } from '../../src/verify-session/file.js';
import { verify } from '../../src/verify-session/verify.js';
import { PlayedSession, type Planted, type WrittenSession } from '../support/sessions/played-session.js';
import { mustRead, readingOf } from '../support/sessions/readings.js';

const FOLDER = new URL('./sessions/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const sessions = names.map((name): [string, WrittenSession] => [
  name,
  JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as WrittenSession,
]);

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

describe('a session written by hand', () => {
  it.each(sessions)('%s: each family reads what happened', (_, written) => {
    const file = readAudit(new PlayedSession(written).auditFile());
    const read = Object.fromEntries(
      Object.entries(written.reads).map(([number, reading]) => [
        number,
        readingOf(
          file.told.find((one) => one.number === Number(number))!,
          reading,
        ),
      ]),
    );
    expect(read, written.title).toEqual(
      Object.fromEntries(Object.entries(written.reads).map(([number, reading]) => [number, mustRead(reading)])),
    );
    expect(verify(file).wrong).toEqual([]);
  });

  it.each(sessions)('%s: a false sentence is found, and the case is named', (_, written) => {
    const file = plant(readAudit(new PlayedSession(written).auditFile()), written.planted);
    const { wrong } = verify(file);
    expect(wrong.length).toBeGreaterThan(0);
    expect(new Set(wrong.map(({ number }) => number))).toEqual(new Set([Number(written.planted.case)]));
  });
});
