import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { expect } from './runner.js';
import type { Browser } from './browser.js';
import type { FieldValues, Form, Page } from './page.js';
import { signedIn } from './people.js';

/** The coordinator before the screens of one session. Every press sends what the screen shows at that moment. */
export class Secretary {
  private constructor(
    readonly browser: Browser,
    readonly sessionId: string,
  ) {}

  static async of(app: NestFastifyApplication, sessionId: string): Promise<Secretary> {
    return new Secretary(await signedIn(app, 'coordinator'), sessionId);
  }

  get sheetUrl(): string {
    return `/commissions/${this.sessionId}`;
  }
  get screenUrl(): string {
    return `${this.sheetUrl}/seance`;
  }
  sheet(): Promise<Page> {
    return this.browser.opens(this.sheetUrl);
  }
  screen(): Promise<Page> {
    return this.browser.opens(this.screenUrl);
  }

  /**
   * Takes one of the steps that the page of the session offers: `places`, `freeze`, `prepare`, `open`. A session that is
   * opened on another day than its own is opened all the same.
   */
  async takes(...steps: readonly string[]): Promise<void> {
    for (const step of steps) {
      const answer = await this.browser.presses(stepForm(await this.sheet(), step));
      const confirming = answer.forms.find((form) => form.has('confirmedDay'));
      if (confirming) await this.browser.presses(confirming);
    }
  }

  caseUrl(caseId: string): string {
    return `${this.screenUrl}/${caseId}`;
  }
  /** Decides a case. A decision that creates claims is confirmed on the page that lists them. */
  async decides(caseId: string, filled: FieldValues): Promise<Page> {
    const url = this.caseUrl(caseId);
    const answer = await this.browser.presses((await this.browser.opens(url)).form(url), filled);
    return answer.hasForm(url) && answer.form(url).has('confirmed')
      ? this.browser.presses(answer.form(url), filled)
      : answer;
  }
  /** Admits the child of a case to a section, for the half-days that the page proposes there. */
  async admits(caseId: string, sectionId: string, filled: FieldValues = {}): Promise<Page> {
    const url = this.caseUrl(caseId);
    const choices = (await this.browser.opens(url)).form(url).choices('section');
    const section = [...(choices?.values() ?? [])].find((one) => one.split('@')[0] === sectionId);
    if (section === undefined) throw new Error(`The case offers no place in ${sectionId}`);
    return this.decides(caseId, { decision: 'admit', section, ...filled });
  }
  /** Takes a decision back, so that the proposal stands again. */
  async takesBack(caseId: string): Promise<Page> {
    return this.browser.presses((await this.screen()).form(`${caseId}/reprendre`));
  }
  /** Follows the proposal of one case. */
  async keeps(caseId: string): Promise<Page> {
    return this.browser.presses((await this.screen()).form(`${caseId}/suivre`));
  }
  /** Follows the proposal for all cases that are not decided. */
  async keepsTheRest(): Promise<Page> {
    return this.browser.presses((await this.screen()).button('Suivre la proposition pour'));
  }
  /** Undoes what was decided last. @param text the beginning of the button */
  async undoes(text: string): Promise<Page> {
    return this.browser.presses((await this.screen()).button(text));
  }
  /** Follows a link of the screen. */
  async follows(text: string): Promise<Page> {
    return this.browser.opens((await this.screen()).link(text).href);
  }

  /**
   * Notes who is there, line by line of the page.
   * @param by the line of the member who speaks for the one who is represented
   * @param times the fields of times of arrival (`a0`) and of leaving (`l0`)
   */
  async notes(
    statuses: Readonly<Record<number, string>>,
    by: Readonly<Record<number, number>> = {},
    times: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const { form, members } = await this.attendance();
    return this.browser.presses(form, {
      ...Object.fromEntries(
        Object.entries(statuses).map(([line, status]) => [`m${line}`, `${members[Number(line)]}:${status}`]),
      ),
      ...Object.fromEntries(Object.entries(by).map(([line, other]) => [`b${line}`, members[other]!])),
      ...times,
    });
  }
  /** Notes that these members are there, or all of them. */
  async notesPresent(memberIds?: readonly string[]): Promise<Page> {
    const { members } = await this.attendance();
    const lines = members.flatMap((id, line) => ((memberIds?.includes(id) ?? true) ? [line] : []));
    return this.notes(Object.fromEntries(lines.map((line) => [line, 'present'])));
  }
  /** The form of who is there, and the member of each of its lines. */
  private async attendance(): Promise<{ form: Form; members: string[] }> {
    const form = (await this.browser.opens(this.attendanceUrl)).form(this.attendanceUrl);
    const members: string[] = [];
    while (form.has(`m${members.length}`))
      members.push([...form.choices(`m${members.length}`)!.values()][0]!.split(':')[0]!);
    return { form, members };
  }
  get attendanceUrl(): string {
    return `${this.sheetUrl}/presences`;
  }

  /** Notes that a case concerns these members, who take no part in it. */
  async notesRecusal(caseId: string, ...memberIds: readonly string[]): Promise<Page> {
    const url = `${this.caseUrl(caseId)}/deport`;
    return this.browser.presses((await this.browser.opens(url)).form(url), { members: memberIds });
  }

  /** Closes the session, also when nobody was noted as present. */
  async closes(): Promise<Page> {
    const url = `${this.screenUrl}/clore`;
    const form = (await this.browser.opens(url)).form(url);
    return this.browser.presses(form, form.has('nobodyPresent') ? { nobodyPresent: 'yes' } : {});
  }
}

export function stepForm(sheet: Page, step: string): Form {
  const form = sheet.forms.find((one) => one.action.endsWith('/etape') && one.value('step') === step);
  if (!form) throw new Error(`The session offers no step ${step} at ${sheet.url}`);
  return form;
}

/** Nothing that the browser received holds a name of the families of these tests, read or not. */
export function expectNobodyNamed(page: Page): void {
  expect(page.status).toBe(200);
  expect(page.source).not.toMatch(/Nom\d|Enfant\d|Laura|Ferreira|@exemple/);
}
