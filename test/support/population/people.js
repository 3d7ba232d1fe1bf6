/** Who lives here: made-up families with the shape of real ones. */
const SURNAMES =
  `Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David
Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefevre Faure Andre Mercier
Blanc Guerin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clement Morin Nicolas Henry
Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard
Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal
Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc
Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Nowak Kowalski
Wojcik Benali Haddad Kaya Yilmaz Ferreira Silva Santos Rossi Russo Diallo Traoré Nguyen Tran`.split(/\s+/);
const FIRST_NAMES =
  `Alba Jade Louise Emma Alice Ambre Rose Lina Anna Mila Léa Agathe Iris Juliette Romy Inès Nina Zoé Eva Lou Lucie
Adèle Margaux Jeanne Sofia Nour Gabriel Léo Raphaël Louis Jules Adam Arthur Maël Noah Lucas Liam Hugo Sacha Gabin
Nathan Mohamed Aaron Paul Eden Tom Malo Marius Naël Léon Isaac Yanis Ilyes Théo`.split(/\s+/);
const ADULT_NAMES =
  `Marie Laura Julie Camille Sarah Pauline Marine Élodie Amina Fatima Sophie Céline Aurélie Nadia Emilie Chloé Thomas
Nicolas Julien Alexandre Maxime Kevin Karim Mehdi Antoine Romain Guillaume Mathieu David Olivier Samir Bruno`.split(
    /\s+/,
  );
const STREETS = [
  'rue des Écoles',
  'rue de la République',
  'avenue du 8 Mai',
  'rue Jean-Jaurès',
  'impasse des Lilas',
  'rue du Bois',
  'chemin des Vignes',
  'place de la Mairie',
  'rue de la Mine',
  'cité du Magny',
];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

const fold = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
export const surname = (chance) =>
  chance.next() < 0.12 ? `${chance.oneOf(SURNAMES)}-${chance.oneOf(SURNAMES)}` : chance.oneOf(SURNAMES);

/** @param number of the family: makes its telephone and mail its own */
export function adult(chance, number, rank, name, commune) {
  const firstName = chance.oneOf(ADULT_NAMES);
  return {
    firstName,
    surname: name,
    phone: `0${6 + (rank % 2)}${String(number * 2 + rank).padStart(8, '0')}`,
    email: `${fold(firstName).replace(/[^a-z]/g, '')}.${number}.${rank}@exemple.fr`,
    addressLine: `${1 + chance.below(120)} ${chance.oneOf(STREETS)}`,
    postalCode: commune.postalCode,
    communeCode: commune.code,
    communeName: commune.name,
    parentalAuthority: true,
    preferredChannel: chance.weighted({ email: 78, sms: 14, letter: 5, phone: 3 }),
    situation: chance.weighted({ working: 70, job_seeking: 12, insertion: 5, parental_leave: 8, studying: 3, none: 2 }),
    workplaceCommune: null,
    weeklyHours: chance.next() < 0.5 ? 35 : null,
    atypicalHours: chance.next() < 0.15,
  };
}

export function household(chance, adults) {
  return {
    loneParent: adults === 1,
    dependentChildren: 1 + chance.below(3),
    regime: chance.weighted({ caf: 92, msa: 6, other: 2 }),
    familyQuotient: chance.next() < 0.6 ? 300 + chance.below(1500) : null,
    custody: chance.next() < 0.05 ? 'alternating' : 'one_home',
    custodyWeeks: null,
  };
}

const day = (millis) => new Date(millis).toISOString().slice(0, 10);

/** A child of nought to three at the moment of the request, or still to be born. */
export function child(chance, name, requestedAt, wishes) {
  const expected = chance.next() < 0.18;
  const hours = {
    start: chance.oneOf(['07:30', '08:00', '08:30', '09:00']),
    end: chance.oneOf(['16:30', '17:30', '18:00', '18:30']),
  };
  const days = WEEKDAYS.filter(() => chance.next() < 0.7);
  const week = Object.fromEntries((days.length > 0 ? days : ['mon', 'thu']).map((weekday) => [weekday, hours]));
  return {
    firstName: expected ? null : chance.oneOf(FIRST_NAMES),
    surname: name,
    birthDate: expected ? null : day(requestedAt - chance.below(900) * 86_400_000),
    dueDate: expected ? day(requestedAt + (20 + chance.below(200)) * 86_400_000) : null,
    multipleBirth: false,
    siblingProviderId: null,
    adaptationNeed: chance.next() < 0.03,
    need: {
      kind: chance.weighted({ regular: 88, occasional: 10, emergency: 2 }),
      wantedFrom: day(requestedAt + (30 + chance.below(330)) * 86_400_000),
      earliestFrom: null,
      latestFrom: null,
      week,
      daysPerWeek: null,
      weeksPerYear: 46,
      acceptsShorterWeek: chance.next() < 0.3,
      minimumDays: null,
      currentCare: null,
      currentCareEnds: null,
    },
    wishes,
  };
}
