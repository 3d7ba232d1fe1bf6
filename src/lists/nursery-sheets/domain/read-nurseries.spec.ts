import { describe, expect, it } from '../../../../test/support/runner.js';
import { countKnownColumns, nurseryColumns, type NurseryField } from './nursery-columns.js';
import { readNurseries, type SheetRow } from './read-nurseries.js';

const COMMUNES = [
  { inseeCode: '71306', name: 'Montceau-les-Mines' },
  { inseeCode: '71040', name: 'Blanzy' },
];
type Cells = Partial<Record<NurseryField, string>>;
const WHOLE: Cells = {
  ...{ name: 'Les Lucioles', commune: 'Montceau les Mines', kind: 'Multi-accueil', capacity: '30 places' },
  ...{ opens: '7h30', closes: '18:30', section: 'Bébés', agesFrom: '2 mois', agesTo: '15', places: '12' },
};
const rowsOf = (lines: readonly Cells[]): SheetRow[] => lines.map((cells, index) => ({ line: index + 2, cells }));
const read = (...lines: Cells[]) => readNurseries(rowsOf(lines), COMMUNES);
const problemsOf = (...lines: Cells[]): string[] =>
  read(...lines).flatMap(({ problems }) => problems.map(({ line, field, reason }) => `${line} ${field} ${reason}`));

describe('the columns of a sheet of nurseries', () => {
  it.each<[string, NurseryField | null]>([
    ['Établissement', 'name'],
    ['Nom de la structure', 'name'],
    ['Nom du gestionnaire', 'manager'],
    ['Commune', 'commune'],
    ['Type d’établissement', 'kind'],
    ['Financement (PSU ou PAJE)', 'funding'],
    ['Capacité agréée', 'capacity'],
    ['Nb de places agréées', 'capacity'],
    ['Places', 'places'],
    ['Nombre de places', 'places'],
    ['Adresse', 'address'],
    ['Adresse mail', 'email'],
    ['Tél.', 'phone'],
    ['Site', 'webPage'],
    ['Jours d’ouverture', 'days'],
    ['Heure d’ouverture', 'opens'],
    ['Fermeture', 'closes'],
    ['Horaires', 'hours'],
    ['Section', 'section'],
    ['Âge dès (mois)', 'agesFrom'],
    ['Âge à partir de', 'agesFrom'],
    ['Âge jusqu’à (mois)', 'agesTo'],
    ['Âge max', 'agesTo'],
    ['N° SIRET', null],
  ])('%s', (header, field) => expect(nurseryColumns([header])).toEqual([field]));

  it('are none where no column says which nursery a line is about', () => {
    expect([countKnownColumns(['Commune', 'Places']), countKnownColumns(['Structure', 'Places'])]).toEqual([0, 2]);
  });
});

describe('the nurseries of a sheet', () => {
  it('are read with their sections, one line each', () => {
    const [first, ...others] = read(
      { ...WHOLE, phone: '03 85 57 00 01', email: 'Lucioles@Exemple.fr', funding: 'PSU', manager: 'Ville' },
      { name: 'Les Lucioles', section: 'Les Grands', agesFrom: '15', agesTo: '3 ans', places: '18' },
      { section: 'Coccinelles', agesFrom: '2', agesTo: '36', places: '1' },
    );
    expect(others).toEqual([]);
    expect(first!.problems.map(({ reason }) => reason)).toEqual(['tooMany']);
    const [whole] = read(
      { ...WHOLE, phone: '03 85 57 00 01', email: 'Lucioles@Exemple.fr', funding: 'PSU', manager: 'Ville' },
      { section: 'Coccinelles', agesFrom: '15', agesTo: '3 ans', places: '18' },
    );
    const hours = { start: '07:30', end: '18:30' };
    expect(whole!.nursery).toEqual({
      ...{ name: 'Les Lucioles', communeCode: '71306', kind: 'multi_accueil', manager: 'Ville', funding: 'PSU' },
      ...{ capacity: 30, address: null, phone: '0385570001', email: 'lucioles@exemple.fr', webPage: null },
      week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
      sections: [
        { name: null, ageGroup: 'babies', ageFromMonths: 2, ageToMonths: 15, places: 12 },
        { name: 'Coccinelles', ageGroup: 'mixed', ageFromMonths: 15, ageToMonths: 36, places: 18 },
      ],
    });
  });

  it('are two where two communes have one of that name, and go on where the name is left out', () => {
    const found = read(
      WHOLE,
      { ...WHOLE, commune: 'Blanzy' },
      { section: 'Grands', agesFrom: '15', agesTo: '36', places: '9' },
    );
    expect(found.map(({ nursery }) => [nursery?.communeCode, nursery?.sections.length])).toEqual([
      ['71306', 1],
      ['71040', 2],
    ]);
  });

  it.each<[string, Cells, string | null]>([
    ['Multi-accueil', {}, 'multi_accueil'],
    ['Halte-garderie', {}, 'multi_accueil'],
    ['Micro-crèche', { funding: 'PAJE' }, 'micro_creche_paje'],
    ['Micro crèche PSU', {}, 'micro_creche_psu'],
    ['Jardin d’enfants', {}, 'jardin_enfants'],
    ['Crèche familiale', {}, 'creche_familiale'],
    ['Micro-crèche', {}, null],
    ['Relais', {}, null],
  ])('of the kind « %s » %j', (kind, more, code) => {
    expect(read({ ...WHOLE, kind, ...more })[0]!.nursery?.kind ?? null).toBe(code);
  });

  it('take the hours of one cell, and the days that are said', () => {
    const { opens: _opens, closes: _closes, ...rest } = WHOLE;
    const [found] = read({ ...rest, hours: 'de 8h à 17h', days: 'lun mar jeu' });
    const hours = { start: '08:00', end: '17:00' };
    expect(found!.nursery!.week).toEqual({ mon: hours, tue: hours, thu: hours });
  });

  it.each<[string, Cells, string[]]>([
    ['no commune', { commune: '' }, ['2 commune missing']],
    ['a commune of elsewhere', { commune: 'Paris' }, ['2 commune unknown']],
    ['a commune with a slip', { commune: 'Blanzi' }, ['2 commune unclear']],
    ['no kind', { kind: '' }, ['2 kind missing']],
    ['a kind that nobody knows', { kind: 'Relais' }, ['2 kind unknown']],
    ['a micro-crèche of either regime', { kind: 'Micro-crèche' }, ['2 kind unclear']],
    ['a funding that nobody knows', { funding: 'CAF' }, ['2 funding unknown']],
    ['a funding that its kind denies', { kind: 'Micro-crèche PAJE', funding: 'PSU' }, ['2 funding price']],
    ['no capacity', { capacity: '' }, ['2 capacity missing']],
    ['a capacity of words', { capacity: 'trente' }, ['2 capacity number']],
    ['more places than are authorised', { places: '31' }, ['2 places tooMany']],
    ['no place', { places: '0' }, ['2 places number']],
    ['ages that are not said', { agesFrom: '', agesTo: '' }, ['2 agesFrom missing', '2 agesTo missing']],
    ['an age of words', { agesTo: 'marche' }, ['2 agesTo months']],
    ['ages the wrong way round', { agesFrom: '15', agesTo: '2' }, ['2 agesTo order']],
    ['children of six years', { agesTo: '7 ans' }, ['2 agesTo order']],
    ['a telephone of nine figures', { phone: '038557000' }, ['2 phone phone']],
    ['a mail without an @', { email: 'lucioles' }, ['2 email email']],
    ['an hour that is none', { closes: 'soir' }, ['2 opens hours']],
    ['a closing before its opening', { closes: '06:00' }, ['2 opens hours']],
    ['days that are none', { days: 'parfois' }, ['2 days days']],
    ['places without hours', { opens: '', closes: '' }, ['2 hours hoursForPlaces']],
  ])('are not added with %s', (_, more, problems) => {
    const cells = Object.fromEntries(Object.entries({ ...WHOLE, ...more }).filter(([, text]) => text !== ''));
    expect(problemsOf(cells)).toEqual(problems);
    expect(read(cells)[0]!.nursery).toBeNull();
  });

  it('are not added where two lines disagree, or name one section twice', () => {
    expect(
      problemsOf(WHOLE, {
        name: 'Les Lucioles',
        capacity: '40',
        section: 'Grands',
        agesFrom: '15',
        agesTo: '36',
        places: '9',
      }),
    ).toEqual(['3 capacity disagree']);
    expect(problemsOf(WHOLE, WHOLE)).toEqual(['3 section twice']);
  });

  it('tell a line above which no nursery stands', () => {
    const [found] = read({ section: 'Grands', agesFrom: '15', agesTo: '36', places: '9' });
    expect([found!.nursery, found!.problems.some(({ field }) => field === 'name')]).toEqual([null, true]);
  });
});
