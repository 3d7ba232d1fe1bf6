/** What has to have happened in the demo before a session sits: families listed, days gone by, its steps taken. */
import { Desk, foundIn } from './desk.js';

/** Lists a request that waits at the first desk. @returns the address of its session; null where it wishes for none */
export async function listRequest(base, request) {
  const agent = await Desk.of(base, 'rpe');
  await agent.send(request, '/prendre-en-charge');
  await agent.send(request, '/orienter', { tracks: 'commission' });
  const session = /<option value="([0-9a-f-]+)"[^>]*>[^<]*Montceau/.exec(await agent.read(request))?.[1];
  if (!session) return null;
  await agent.send(request, '/seance', { sessionId: session });
  return `/commissions/${session}`;
}

/** Lists as many of the requests of the inbox as are wanted. @returns the address of their session */
export async function listMany(base, wanted) {
  const agent = await Desk.of(base, 'rpe');
  let [page, session, listed] = ['/rpe?state=submitted', null, 0];
  while (page && listed < wanted) {
    const inbox = await agent.read(page);
    for (const [, request] of inbox.matchAll(/<th[^>]*>\s*<a[^>]*href="(\/rpe\/demandes\/[0-9a-f-]{36})[?"]/g)) {
      if (listed === wanted) break;
      const itsSession = await listRequest(base, request);
      if (!itsSession) continue;
      session = itsSession;
      listed += 1;
    }
    page = /href="([^"]*)" rel="next"/.exec(inbox)?.[1].replaceAll('&amp;', '&');
  }
  if (listed < wanted) throw new Error(`${listed} requests could be listed`);
  return session;
}

export async function travel(base, ...jumps) {
  const anybody = new Desk(base);
  for (const days of jumps) await anybody.send('/demo', '/demo/horloge', { days: String(days) });
}

/** Takes a step of a session. When the page asks whether it sits today, it does. */
export async function step(base, session, name) {
  const desk = await Desk.of(base, 'coordination');
  const form = new RegExp(`name="step" value="${name}"`);
  const answer = await desk.answerTo(session, form, {});
  const confirmedDay = /name="confirmedDay" value="([^"]*)"/.exec(await answer.text())?.[1];
  if (confirmedDay) return desk.send(session, form, { confirmedDay });
  if (answer.status >= 400) throw new Error(`${session} ${name} answered ${answer.status}`);
}

/** Days go by until the session can be prepared, then it is. */
export async function prepare(base, session) {
  await step(base, session, 'places');
  for (
    let days = 0;
    days < 30 && !(await (await Desk.of(base, 'coordination')).read(session)).includes('value="prepare"');
    days += 1
  )
    await travel(base, 1);
  await step(base, session, 'prepare');
}
