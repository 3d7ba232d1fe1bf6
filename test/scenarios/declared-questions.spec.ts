import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { CaseFacts } from '../../src/commissions/commission/freezing/case-facts.js';
import {
  CHILD_QUESTIONS,
  DossierIntake,
  Dossiers,
  FACT_QUESTIONS,
  NEED_QUESTIONS,
  yesNoNames,
  type Questions,
} from '../../src/dossier/dossier/index.js';
import { lackedBeside } from '../../src/dossier/dossier/domain/open-questions.js';
import type { YesNoQuestion } from '../../src/dossier/dossier/domain/questions.js';
import { ChildRequest, Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { FactRecord } from '../../src/dossier/dossier/persistence/fact-record.entity.js';
import { ProposedChange } from '../../src/dossier/dossier/persistence/proposed-change.entities.js';
import { depositExample } from '../../src/family/portal/deposit-example.js';
import { Catalogue, type Translator } from '../../src/foundation/platform/i18n/index.js';
import { SYNONYMS } from '../../src/lists/waiting-lists/domain/column-synonyms.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, DESK } from '../support/commission.js';
import { DepositedFamilies } from '../support/deposited-families.js';
import { aChild, aForm, TOLD } from '../support/forms.js';
import { batchOf, list } from '../support/imports.js';
import { dossierOf, requestOf, runDueJobs } from '../support/kept.js';
import { inLetters } from '../support/letters.js';
import { textOf, type Page } from '../support/page.js';
import { BORN, NEED, Parent } from '../support/parent.js';
import { signedIn } from '../support/people.js';

interface Topic {
  readonly questions: Questions;
  /** The page that asks, and a page filled in without these questions. */
  readonly path: string;
  readonly filled: Readonly<Record<string, string | readonly string[]>>;
  /** A child whose questions are answered so. */
  readonly child: (answers: object) => object;
  /** The part of a child, or of its request, that holds the answers. */
  readonly part: (child: { readonly need: object }) => object;
}

/** Every topic that is declared: a question added to one of them is walked here. */
const TOPICS = {
  child: {
    questions: CHILD_QUESTIONS,
    path: 'enfant',
    filled: BORN,
    child: (answers) => answers,
    part: (child) => child,
  },
  need: {
    questions: NEED_QUESTIONS,
    path: 'besoin',
    filled: NEED,
    child: (answers) => ({ need: { ...aChild().need, ...answers } }),
    part: ({ need }) => need,
  },
} as const satisfies Record<string, Topic>;

interface Walked extends Topic, YesNoQuestion {
  readonly topic: keyof typeof TOPICS;
  readonly name: string;
}
const WALKED = (Object.entries(TOPICS) as [keyof typeof TOPICS, Topic][]).flatMap(([topic, asked]) =>
  yesNoNames(asked.questions).map((name): Walked => ({
    topic,
    name,
    ...asked,
    ...(asked.questions[name] as YesNoQuestion),
  })),
);

const decisionOf = ({ decision }: Pick<YesNoQuestion, 'decision'>): string => {
  const file = readdirSync('docs/decisions').find((one) => one.startsWith(`${decision}-`));
  return readFileSync(`docs/decisions/${file}`, 'utf8');
};

const NO_ANSWER = 'Pas de réponse';
const WITHHELD = 'n’a pas souhaité répondre';

describe.each(DATABASES)('a declared question (%s)', (kind) => {
  let world: DepositedFamilies;
  let agent: Browser;
  let words: Translator;

  beforeAll(async () => {
    world = await DepositedFamilies.open(kind);
    agent = await signedIn(world.app, 'agent');
    words = world.app.get(Catalogue).translator('fr');
  });
  afterAll(() => world.close());

  let families = 0;
  const surname = (): string => `Question${inLetters((families += 1))}`;
  const said = ({ part, name }: Walked, of: object): unknown =>
    (part(of as { need: object }) as Record<string, unknown>)[name];
  const kept = async (walked: Walked, requestId: string): Promise<unknown> =>
    said(walked, await requestOf(world.app, requestId));
  /** As a page is read: its spaces are plain. */
  const wordsOf = ({ topic, name }: Walked, key: string, reads = words): string =>
    reads.t(`question.${topic}.${name}.${key}`).replace(/\s/g, ' ');
  /** As staff read it of a family, where the family's own form speaks to it. */
  const deskWordsOf = (walked: Walked, key: string): string => wordsOf(walked, key, words.inVoice('atDesk'));
  const row = (page: Page, label: string): string | undefined =>
    page.sentences('.govuk-summary-list__row').find((text) => text.startsWith(label));
  const requested = (answers: object, walked: Walked) =>
    anOrientedRequest(world.app, { child: { need: aChild().need, ...walked.child(answers) } });
  const requestNamed = async (name: string): Promise<ChildRequest> =>
    (await world.reader.findOne(ChildRequest, { surname: name }))!;

  describe.each(WALKED.map((walked) => [`${walked.topic}.${walked.name}`, walked] as const))('%s', (_, walked) => {
    const { name, path, points, director, forgotten } = walked;

    it('is asked on its page, shown again before sending, and kept with the moment at which it was known', async () => {
      const parent = new Parent(world.app);
      await parent.start();
      await parent.family();
      const child = surname();
      await parent.child(1, { ...BORN, surname: child });
      const page = await parent.browser.opens(`${parent.draft}/${path}/1`);
      expect(page.text).toContain(wordsOf(walked, 'label'));
      expect(page.text).toContain(wordsOf(walked, 'hint'));
      const { [name]: _, ...others } = walked.filled;
      const filled = walked.topic === 'child' ? { ...others, surname: child } : others;
      const check = async (): Promise<string | undefined> =>
        row(await parent.browser.opens(`${parent.draft}/verifier`), wordsOf(walked, 'label'));
      await parent.fill(`${path}/1`, filled);
      expect(await check()).toContain(NO_ANSWER);
      const unread = await parent.fill(`${path}/1`, { ...filled, [name]: 'peut-être' });
      expect([unread.status, textOf(unread.html)]).toEqual([422, expect.stringContaining(wordsOf(walked, 'unread'))]);
      await parent.fill(`${path}/1`, { ...filled, [name]: 'yes' });
      expect(await check()).toMatch(/ Oui$/);
      await parent.send();
      const request = await requestNamed(child);
      expect(said(walked, request)).toBe(true);
      const [fact] = await world.reader.find(FactRecord, { where: { subjectId: request.id, kind: walked.topic } });
      expect([fact!.knownBy, (fact!.value as Record<string, unknown>)[name]]).toEqual(['form', true]);
    });

    it('of a draft stored before it was asked, is not answered', async () => {
      const parent = new Parent(world.app);
      await parent.start();
      await parent.family();
      const child = surname();
      await parent.child(1, { ...BORN, surname: child });
      const id = parent.draft.split('/')[2]!;
      await world.run(async (tx) => {
        const { form } = (await tx.findOne(Draft, { id }))!;
        const older = structuredClone(form);
        delete (walked.part(older.children[0]!) as Record<string, unknown>)[name];
        await tx.update(Draft, { id }, { form: older });
      });
      const page = await parent.browser.opens(`${parent.draft}/${path}/1`);
      expect(page.form(`/${path}/1`).fields[name] ?? '').toBe('');
      const check = await parent.browser.opens(`${parent.draft}/verifier`);
      expect(row(check, wordsOf(walked, 'label'))).toContain(NO_ANSWER);
      await parent.send();
      expect(said(walked, await requestNamed(child)) ?? null).toBeNull();
    });

    it('is read and noted by the desk, which says who told it, and read by directors where the entry says so', async () => {
      const { requestId } = await requested({ [name]: true }, walked);
      const shown = `/rpe/demandes/${requestId}`;
      expect(row(await agent.opens(shown), wordsOf(walked, 'atDesk'))).toMatch(/ Oui /);
      const file = await (await signedIn(world.app, 'director')).opens(`/eaje/demandes/${requestId}`);
      expect(file.status).toBe(200);
      if (director) expect(row(file, wordsOf(walked, 'director'))).toMatch(/ Oui$/);
      else expect(file.text).not.toContain(wordsOf(walked, 'atDesk'));

      const notes = async (answer: string): Promise<Page> =>
        agent.presses((await agent.opens(`${shown}/repondre/${path}/1`)).button('Enregistrer'), {
          ...TOLD,
          [name]: answer,
        });
      await notes('no');
      expect(await kept(walked, requestId)).toBe(false);
      expect((await agent.opens(shown)).text).toContain(`${deskWordsOf(walked, 'label')} Oui → Non`);
      const facts = await world.reader.find(FactRecord, {
        where: { subjectId: requestId, kind: walked.topic },
        order: { id: 'ASC' },
      });
      expect(facts.map(({ toldBy, knownBy }) => [toldBy, knownBy]).at(-1)).toEqual(['adult1', 'phone']);
      await notes('');
      expect(row(await agent.opens(shown), wordsOf(walked, 'atDesk'))).toContain(NO_ANSWER);
    });

    it('may be withheld, and is asked for until then, where it gives points; and only there', async () => {
      const { requestId } = await requested({ [name]: null }, walked);
      const answers = `/rpe/demandes/${requestId}/repondre`;
      const code = `points.${name}`;
      const missing = words.inVoice('atDesk').has(`gap.${code}`) ? words.inVoice('atDesk').t(`gap.${code}`) : null;
      expect(missing !== null).toBe(points);
      const page = await agent.opens(`${answers}/${path}/1`);
      const choices = [...(page.form(`/${path}/1`).choices(name)?.values() ?? [])];
      expect(choices).toEqual(points ? ['yes', 'no', 'withheld', ''] : ['yes', 'no', '']);
      if (!points) return;
      expect((await agent.opens(answers)).text).toContain(deskWordsOf(walked, 'label'));
      await agent.presses(page.button('Enregistrer'), { ...TOLD, [name]: 'withheld' });
      expect(await kept(walked, requestId)).toBeNull();
      expect(row(await agent.opens(`/rpe/demandes/${requestId}`), wordsOf(walked, 'atDesk'))).toContain(WITHHELD);
      expect((await agent.opens(answers)).text).not.toContain(deskWordsOf(walked, 'label'));
    });

    it('sent again with another answer, is proposed and taken by itself', async () => {
      const { requestId, dossierId, email } = await requested({ [name]: false }, walked);
      const { firstName, surname: of, birthDate } = await requestOf(world.app, requestId);
      const identity = { firstName, surname: of, birthDate };
      const form = aForm({
        adults: [{ ...aForm().adults[0]!, surname: of, email, phone: null }],
        children: [aChild({ ...identity, need: aChild().need, ...walked.child({ [name]: true }) })],
      });
      await world.run((tx) => world.app.get(DossierIntake).submitForm(tx, DESK, form, { origin: 'counter' }));
      const field = `${walked.topic}.${name}`;
      const change = await world.reader.findOne(ProposedChange, { dossierId, field, state: 'open' });
      expect(await kept(walked, requestId)).toBe(false);
      const page = await agent.opens(`/rpe/dossiers/${dossierId}/reponses`);
      expect(page.text).toContain(wordsOf(walked, 'label'));
      await agent.sends(`/rpe/dossiers/${dossierId}/reponses`, { press: `take:${change!.id}` });
      expect(await kept(walked, requestId)).toBe(true);
    });

    it('is counted by a session where it gives points, and there only', async () => {
      const factsWhen = async (answer: boolean): Promise<object> => {
        const { requestId } = await requested({ [name]: answer }, walked);
        const [file] = await world.app.get(Dossiers).loadRequests(world.reader, [requestId]);
        return world.app.get(CaseFacts).readFacts(world.reader, file!, '2026-12-10');
      };
      const [yes, no] = [await factsWhen(true), await factsWhen(false)];
      if (points) expect(yes).not.toEqual(no);
      else expect(yes).toEqual(no);
    });

    it('is a flag of the API, answered in its example, and of no other kind', async () => {
      const token = await newClient(world.app, `Portail ${name}`);
      const example = depositExample('2026-11-25') as { children: { need: object }[] };
      expect(said(walked, example.children[0]!)).toEqual(expect.any(Boolean));
      const body = (answer: unknown): Record<string, unknown> => {
        const made = depositBody((families += 1));
        const [child] = made['children'] as { need: object }[];
        Object.assign(walked.part(child!), { [name]: answer });
        return made;
      };
      const taken = body(true);
      const made = await deposit(world.app, token, `key-${name}-1`, taken);
      expect(made.statusCode).toBe(201);
      expect(await kept(walked, made.json<{ requests: { id: string }[] }>().requests[0]!.id)).toBe(true);
      const refused = await deposit(world.app, token, `key-${name}-2`, body('oui'));
      expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining(`/${name}`)]);
    });

    it('is read in the column of a list that it names', async () => {
      if (walked.list === null) return;
      const header = SYNONYMS[walked.list as keyof typeof SYNONYMS][0];
      const [yes, no] = [surname(), surname()];
      const lines = [yes, no].map(
        (of, index) => `${of};Ana;0${index + 1}/03/2026;${index === 0 ? 'oui' : 'non'};Blanzy`,
      );
      await agent.upload(
        '/rpe/imports',
        'list',
        list('liste.csv', `Nom;Prénom;Date de naissance;${header};Commune`, ...lines),
      );
      await agent.post(`/rpe/imports/${batchOf(agent.url)}/importer`);
      await runDueJobs(world.app);
      expect([said(walked, await requestNamed(yes)), said(walked, await requestNamed(no))]).toEqual([true, false]);
    });

    it('is emptied when its family is forgotten, or kept, as the entry says', async () => {
      const { parent, request } = await world.oriented();
      const page = await agent.opens(`/rpe/demandes/${request.id}/repondre/${path}/1`);
      await agent.presses(page.button('Enregistrer'), { ...TOLD, [name]: 'yes' });
      expect(await kept(walked, request.id)).toBe(true);
      const asked = await parent.browser.opens('/mon-dossier/effacement');
      await parent.browser.presses(asked.form('/effacement'), { sure: 'yes' });
      expect((await kept(walked, request.id)) ?? null).toBe(forgotten === 'kept' ? true : null);
    });

    it('is named by the decision that allows it', () => expect(decisionOf(walked)).toContain(`\`${name}\``));
  });

  describe.each(yesNoNames(FACT_QUESTIONS))('fact.%s', (code) => {
    it('is read on its page, shown again before sending and kept, with what else the grid may count', async () => {
      const parent = new Parent(world.app);
      await parent.start();
      await parent.family();
      const child = surname();
      await parent.child(1, { ...BORN, surname: child });
      const check = async (): Promise<string | undefined> =>
        row(await parent.browser.opens(`${parent.draft}/verifier`), words.t(`dossier.choice.fact.${code}`));
      const unread = await parent.fill('points', { [code]: 'peut-être' });
      const sentence = words.t(`question.fact.${code}.unread`).replace(/\s/g, ' ');
      expect([unread.status, textOf(unread.html)]).toEqual([422, expect.stringContaining(sentence)]);
      await parent.fill('points', { [code]: 'no' });
      expect(await check()).toMatch(/ Non$/);
      await parent.send();
      const { dossierId } = await requestNamed(child);
      expect((await dossierOf(world.app, dossierId)).criterionFacts).toEqual({ [code]: false });
    });

    it('is asked for by its code until it is answered, and is a flag of the API', async () => {
      const body = (answer: unknown): object => ({
        ...depositBody((families += 1)),
        criterionFacts: { [code]: answer },
      });
      expect(lackedBeside(aForm())).toContain(`points.${code}`);
      expect(lackedBeside(aForm({ criterionFacts: { [code]: false } }))).not.toContain(`points.${code}`);
      expect(words.has(`gap.points.${code}`)).toBe(true);
      const token = await newClient(world.app, `Portail ${code}`);
      expect((await deposit(world.app, token, `key-${code}-1`, body(true))).statusCode).toBe(201);
      const refused = await deposit(world.app, token, `key-${code}-2`, body('oui'));
      expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining(`/criterionFacts/${code}`)]);
    });

    it('is named by the decision that allows it', () =>
      expect(decisionOf(FACT_QUESTIONS[code])).toContain(`\`${code}\``));
  });
});
