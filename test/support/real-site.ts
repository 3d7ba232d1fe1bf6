import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { expect } from './runner.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { keyOf, Opening } from '../../src/foundation/platform/opening/index.js';
import { startApp, type DatabaseKind, type TestApp } from './app.js';
import { Browser } from './browser.js';
import { Build } from './build.js';
import { clockOf } from './commission.js';
import type { ListFixture } from './imports.js';
import { runDueJobs } from './kept.js';
import { Page, type FieldValues } from './page.js';
import { SmtpSink } from './smtp-sink.js';

/** The application as production runs it, on a database without a row. Its clock alone is moved by hand. */
export class RealSite {
  private readonly passwords = new Map<string, string>();

  private constructor(
    private readonly test: TestApp,
    private readonly build: Build,
    private readonly sink: SmtpSink,
  ) {}

  static async open(kind: DatabaseKind): Promise<RealSite> {
    const sink = await SmtpSink.open();
    const test = await startApp(kind, { SMTP_URL: sink.url });
    Object.assign(test.config, { mode: 'production' });
    return new RealSite(test, new Build(), sink);
  }

  async close(): Promise<void> {
    await this.test.close();
    await this.sink.close();
    this.build.remove();
  }

  get app(): NestFastifyApplication {
    return this.test.app;
  }

  /** Jobs that are due run, and mails leave. */
  work = (): Promise<number> => runDueJobs(this.app);

  async travelTo(day: Day): Promise<void> {
    clockOf(this.app).travelTo(`${day}T08:00:00.000Z`);
    await this.work();
  }

  /** What the person who looks after the server types. */
  async operate(...words: string[]): Promise<string> {
    const { code, output } = await this.build.run('operate.js', words, this.test.config);
    expect([code, output]).toEqual([0, expect.anything()]);
    return output.trim();
  }

  /** @param link by which the person chooses a password the first time it signs in */
  getsLink(email: string, link: string): void {
    this.passwords.set(email, link);
  }

  /** Somebody has no password, or forgot it, and asks for a link. */
  async asksForLink(email: string): Promise<void> {
    const who = new Browser(this.app);
    await who.presses((await who.opens('/personnel/mot-de-passe-oublie')).form('/mot-de-passe-oublie'), { email });
    this.getsLink(email, await this.linkFor(email));
  }

  /** The link in the latest mail to an address, as its owner would press it. */
  async linkFor(email: string): Promise<string> {
    await this.work();
    return /https?:\/\/\S+/.exec(this.sink.to(email).at(-1)!.mail.text!)![0];
  }

  /** A sign-in lasts two hours: each time somebody sits down, they sign in. */
  async signsIn(email: string): Promise<Browser> {
    const browser = new Browser(this.app);
    const home = new Page(await browser.signIn(email, this.passwords.get(email)!));
    expect([home.status, home.text]).toEqual([200, expect.stringContaining('Se déconnecter')]);
    return browser;
  }

  /** Opens a page, fills in the form of a button and presses it. */
  async fills(who: Browser, url: string, filled: FieldValues, button = 'Enregistrer'): Promise<Page> {
    return this.took(await who.presses((await who.opens(url)).button(button), filled));
  }

  /** Sends a file from the page that asks for it. */
  async uploads(who: Browser, page: string, file: ListFixture): Promise<Page> {
    const form = (await who.opens(page)).forms.find((one) => one.source.includes('type="file"'))!;
    return this.took(new Page(await who.upload(form.action, 'list', file)));
  }

  /** Opens the link in the latest mail to an address. */
  async opensMail(email: string): Promise<{ who: Browser; page: Page }> {
    const link = new URL(await this.linkFor(email));
    const who = new Browser(this.app);
    return { who, page: await who.opens(link.pathname + link.search) };
  }

  async missing(): Promise<string[]> {
    const lacks = (await this.app.get(Opening).readStanding()).missing.map(keyOf);
    return [...new Set(lacks.map((lack) => lack.split(':')[0]!))].sort();
  }

  private took(page: Page): Page {
    if (page.status >= 400) throw new Error(`${page.url}: ${page.status} ${JSON.stringify(page.errors)}`);
    return page;
  }
}
