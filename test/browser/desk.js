/** Staff and families over plain HTTP: what has to have happened before a page can be looked at. */
import { StaffClient } from '../../bench/staff-client.js';
import { PASSWORD } from './demo.js';

const desks = new Map();

const hiddenOf = (form) =>
  Object.fromEntries(
    [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1],
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ]),
  );

/** Somebody with a browser without script: opens a page and sends one of its forms, with what the form holds. */
export class Desk {
  constructor(base) {
    this.client = new StaffClient(base);
  }

  /** A member of the staff, who signs in anew once the sign-in of this working day is over. */
  static async of(base, who) {
    const known = desks.get(who);
    const home = await known?.client.request('/personnel');
    if (home && !home.headers.get('location')?.startsWith('/personnel/connexion')) return known;
    const desk = new Desk(base);
    await desk.client.signIn(`${who}@marelle.example`, PASSWORD);
    desks.set(who, desk);
    return desk;
  }

  read(path) {
    return this.client.text(path);
  }

  /**
   * @param {RegExp | string} action of the form: its end, or what the form matches @returns the body of the page it
   * leads to
   */
  async send(path, action, fields = {}) {
    const answer = await this.answerTo(path, action, fields);
    if (answer.status >= 400) throw new Error(`${path} ${action} answered ${answer.status}`);
    return answer.text();
  }

  /** As {@link send}; what is refused is an answer too. */
  async answerTo(path, action, fields) {
    const html = await this.read(path);
    const forms = [...html.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form);
    const form = forms.find((one) => {
      const address = /action="([^"]*)"/.exec(one.slice(0, one.indexOf('>')))?.[1] ?? path;
      return typeof action === 'string' ? address.endsWith(action) : action.test(one);
    });
    if (!form) throw new Error(`${path} has no form ${action}`);
    const to = /action="([^"]*)"/.exec(form.slice(0, form.indexOf('>')))?.[1] ?? path;
    let answer = await this.client.request(to, {
      method: 'POST',
      body: new URLSearchParams({ ...hiddenOf(form), ...fields }),
    });
    while (answer.status === 303) answer = await this.client.request(answer.headers.get('location'));
    return answer;
  }
}

/** What the group of an expression finds in a page: an address, a value. */
export function foundIn(html, expression) {
  const found = expression.exec(html);
  if (!found) throw new Error(`${expression} is not in the page`);
  return (found[1] ?? found[2]).replaceAll('&amp;', '&');
}
