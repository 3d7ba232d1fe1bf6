import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '../support/runner.js';
import { Closing } from '../../src/commissions/commission/index.js';
import { FamilyMessages } from '../../src/dossier/dossier/index.js';
import { MinutesPrinter } from '../../src/commissions/minutes/minutes-printer.js';
import { PdfRenderer } from '../../src/foundation/platform/pdf/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aSessionThatSits,
  clockOf,
  givePlaces,
  keepAllAndClose,
  seedCommissions,
  theChairHasASignIn,
} from '../support/commission.js';
import {
  casesOf,
  forgetPlannedJobs,
  minutesFilesOf,
  minutesOf,
  outboxOf,
  runDueJobs,
  sessionOf,
} from '../support/kept.js';
import { signedIn } from '../support/people.js';
import { Secretary } from '../support/secretary.js';

describe.each(DATABASES)('the minutes of a session are printed while it closes (%s)', (kind) => {
  let test: TestApp;
  let chair: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    test.app.get(MinutesPrinter).fewestAhead = 2;
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 2);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await forgetPlannedJobs(test.app);
    await theChairHasASignIn(test.app);
    chair = await signedIn(test.app, 'member');
  });
  afterAll(() => test.close());

  async function aClosedSession(count: number) {
    const session = await aSessionThatSits(test.app, count);
    const secretary = await Secretary.of(test.app, session.id);
    await keepAllAndClose(test.app, session.id);
    return { ...session, secretary, url: `/commissions/${session.id}/compte-rendu` };
  }

  it('once for the closing, for all who ask and for the task', async () => {
    const render = jest.spyOn(test.app.get(PdfRenderer), 'render');
    try {
      const { id, secretary, url } = await aClosedSession(2);
      const [one, two] = await Promise.all([secretary.browser.get(`${url}.pdf`), chair.get(`${url}.pdf`)]);
      expect([one.status, two.status]).toEqual([200, 200]);
      expect((await secretary.browser.get(`${url}.pdf`)).bytes.equals(one.bytes)).toBe(true);
      expect(render).toHaveBeenCalledTimes(1);
      await runDueJobs(test.app);
      const [full] = (await minutesFilesOf(test.app, id)).filter(({ document }) => document === 'full');
      expect(Buffer.from(full!.bytes, 'base64').equals(one.bytes)).toBe(true);
    } finally {
      render.mockRestore();
    }
  });

  it('before families are written to', async () => {
    const order: string[] = [];
    const render = jest.spyOn(test.app.get(PdfRenderer), 'render').mockImplementation(() => {
      order.push('printed');
      return new Promise(() => {});
    });
    const write = jest.spyOn(test.app.get(FamilyMessages), 'writeAll').mockImplementation(async () => {
      order.push('written to');
    });
    try {
      await aClosedSession(3);
      expect(order[0]).toBe('printed');
      expect(order).toContain('written to');
    } finally {
      render.mockRestore();
      write.mockRestore();
    }
  });

  it.each([
    ['does not print', () => Promise.reject(new Error('no paper'))],
    [
      'fails at once',
      () => {
        throw new Error('no ink');
      },
    ],
  ])('and never undo the closing: a printer that %s is asked again by whoever reads', async (_, fail) => {
    const render = jest.spyOn(test.app.get(PdfRenderer), 'render').mockImplementation(fail);
    const warm = jest.spyOn(test.app.get(PdfRenderer), 'warmUp').mockRejectedValue(new Error('no current'));
    const { id, secretary, url } = await aClosedSession(2).finally(() => {
      render.mockRestore();
      warm.mockRestore();
    });
    expect((await sessionOf(test.app, id)).state).toBe('closed');
    expect((await secretary.browser.get(`${url}.pdf`)).status).toBe(200);
  });

  it('for nobody when the closing is undone: neither the minutes nor what was printed of them can be read', async () => {
    const session = await aSessionThatSits(test.app, 2);
    const secretary = await Secretary.of(test.app, session.id);
    await secretary.notesPresent();
    const before = await outboxOf(test.app, {});
    const render = jest.spyOn(test.app.get(PdfRenderer), 'render');
    const write = jest.spyOn(test.app.get(FamilyMessages), 'writeAll').mockRejectedValue(new Error('the letters fail'));
    try {
      await expect(keepAllAndClose(test.app, session.id)).rejects.toThrow('the letters fail');
      expect(render).toHaveBeenCalled();
    } finally {
      render.mockRestore();
      write.mockRestore();
    }
    expect((await sessionOf(test.app, session.id)).state).toBe('open');
    expect(await minutesOf(test.app, session.id)).toEqual([]);
    expect(await outboxOf(test.app, {})).toEqual(before);
    for (const { state, explanation } of await casesOf(test.app, session.id))
      expect({ state, explanation }).toEqual({ state: 'frozen', explanation: null });
    expect((await secretary.browser.get(`/commissions/${session.id}/compte-rendu.pdf`)).status).toBe(404);
    await test.app.get(Closing).closeSession(SYSTEM, session.id);
    expect(await minutesOf(test.app, session.id)).toHaveLength(1);
  });

  it('when it has so many cases; of fewer, when somebody asks', async () => {
    const render = jest.spyOn(test.app.get(PdfRenderer), 'render');
    try {
      const { secretary, url } = await aClosedSession(1);
      expect(render).not.toHaveBeenCalled();
      expect((await secretary.browser.get(`${url}.pdf`)).status).toBe(200);
    } finally {
      render.mockRestore();
    }
  });
});
