import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Browser, hiddenValue, type Answer } from './browser.js';

export const ADULT = {
  firstName: 'Laura',
  surname: 'Ferreira',
  phone: '06 12 34 56 78',
  email: 'Laura.Ferreira@exemple.fr',
  preferredChannel: 'email',
  addressLine: '3 rue des Écoles',
  postalCode: '71300',
  communeCode: '71306',
  parentalAuthority: 'yes',
  situation: 'working',
};
export const HOUSEHOLD = { loneParent: 'yes', dependentChildren: '1', custody: 'one_home', regime: 'caf' };
export const BORN = {
  born: 'born',
  firstName: 'Alba',
  birthDay: '11',
  birthMonth: '3',
  birthYear: '2026',
  surname: 'Ferreira',
  adaptationNeed: 'no',
};
export const EXPECTED = { born: 'expected', dueDay: '2', dueMonth: '4', dueYear: '2027', surname: 'Ferreira' };
export const NEED = {
  kind: 'regular',
  wantedFromDay: '1',
  wantedFromMonth: '3',
  wantedFromYear: '2027',
  commonStart: '8:30',
  commonEnd: '17h',
  days: ['mon', 'tue', 'thu'],
  acceptsShorterWeek: 'no',
};
export const CONSENTS = { shareWithProviders: 'yes', reminders: 'yes' };

type Fields = Record<string, string | readonly string[]>;

/** A parent who fills in the pages of a dossier, one after the other, as each page asks. */
export class Parent {
  readonly browser: Browser;
  draft = '';

  constructor(
    readonly app: Pick<NestFastifyApplication, 'inject'>,
    language?: string,
  ) {
    this.browser = new Browser(app, language);
  }

  async start(): Promise<Answer> {
    await this.browser.get('/');
    const tasks = await this.browser.post('/dossier/commencer');
    this.draft = tasks.url;
    return tasks;
  }

  /** Opens a page of the draft and sends it with these fields. */
  async fill(path: string, fields: Fields): Promise<Answer> {
    const shown = await this.browser.get(`${this.draft}/${path}`);
    return this.browser.post(`${this.draft}/${path}`, { version: hiddenValue(shown.html, 'version') ?? '', ...fields });
  }

  /** Presses a button of the task list that adds or removes a child or an adult. */
  async part(verb: 'ajouter' | 'retirer', fields: Fields): Promise<Answer> {
    const shown = await this.browser.get(this.draft);
    return this.browser.post(`${this.draft}/${verb}`, { version: hiddenValue(shown.html, 'version') ?? '', ...fields });
  }

  /**
   * Sends what the button of a page sends, without following the answer or keeping a cookie. Pressing it again sends it
   * again.
   * @param token the token of the page shown
   */
  press(url: string, fields: Record<string, string>, token = this.browser.csrfToken): ReturnType<Browser['raw']> {
    const payload = new URLSearchParams({ ...fields, _csrf: token }).toString();
    return this.browser.raw({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    });
  }

  async child(rank: number, identity: Fields = BORN, wishes: readonly string[] = ['ma-71306']): Promise<void> {
    await this.fill(`enfant/${rank}`, identity);
    // Care cannot be wanted before the birth.
    await this.fill(`besoin/${rank}`, identity['born'] === 'expected' ? { ...NEED, wantedFromMonth: '7' } : NEED);
    for (const wish of wishes) await this.fill(`voeux/${rank}`, { action: `add:${wish}` });
  }

  async family(adult: Fields = ADULT, household: Fields = HOUSEHOLD): Promise<void> {
    await this.fill('responsable/1', adult);
    await this.fill('foyer', household);
    await this.fill('points', {});
    await this.fill('accords', CONSENTS);
  }

  async send(): Promise<Answer> {
    const shown = await this.browser.get(`${this.draft}/verifier`);
    return this.browser.post(`${this.draft}/envoyer`, { version: hiddenValue(shown.html, 'version') ?? '' });
  }

  /** Fills in a whole dossier and sends it. @returns the receipt */
  async deposit(adult: Fields = ADULT, identity: Fields = BORN): Promise<Answer> {
    await this.start();
    await this.family(adult);
    await this.child(1, identity);
    return this.send();
  }
}
