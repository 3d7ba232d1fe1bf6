import { numbersFrom } from '../../support/engine/medium.js';
import * as adults from './adults.js';
import * as children from './children.js';
import { drawFamily, type Family, type Part, type Truth } from './families.js';
import * as needs from './needs.js';
import { chanceOf, type Chance } from './writing.js';

type Encoding = 'windows-1252' | 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';

/** A form of list: its columns, the titles they may have, and how a row is written. */
interface Layout {
  readonly name: string;
  readonly separators: readonly string[];
  readonly encodings: readonly Encoding[];
  readonly ends: readonly string[];
  /** Column → the titles it may have. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly isShuffled: boolean;
  /** Lines that may stand above the titles. */
  readonly above: readonly string[];
  readonly draw: (chance: Chance, family: Family) => Part[];
}

export interface UnseenRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly truth: Truth;
  readonly doubts: readonly string[];
}
export interface UnseenList {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rows: readonly UnseenRow[];
}

const DAYS = { mon: ['Lu'], tue: ['Ma'], wed: ['Me'], thu: ['Je'], fri: ['Ve'] };
const ANY = {
  separators: [';', ',', '\t', '|'],
  encodings: ['windows-1252', 'utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'],
  ends: ['\r\n', '\n', '\r'],
  above: [],
  isShuffled: true,
} as const;

export const LAYOUTS: readonly Layout[] = [
  {
    ...ANY,
    name: 'like Montceau',
    separators: [';'],
    encodings: ['windows-1252'],
    isShuffled: false,
    columns: {
      surname: ['Nom enfant'],
      firstName: ['Prénom'],
      birth: ['Date de naissance'],
      adult1: ['Responsable 1'],
      adult2: ['Responsable 2'],
      phone: ['Tél'],
      email: ['Courriel'],
      commune: ['Commune'],
      wanted: ["Date d'entrée souhaitée"],
      days: ['Jours'],
      hours: ['Horaires'],
      situation: ['Situation'],
      requested: ['Date de la demande'],
      observations: ['Observations'],
    },
    draw: (chance, family) => [
      children.writeChildColumns(chance, family),
      children.writeBirth(chance, family),
      adults.writeTwoColumns(chance, family),
      adults.writeContacts(chance, family),
      needs.writeCommune(chance, false),
      needs.writeWanted(chance),
      needs.writeWeek(chance),
      needs.writeRequested(chance),
      needs.writeRemarks(chance),
    ],
  },
  {
    ...ANY,
    name: 'like Blanzy',
    separators: [','],
    encodings: ['utf-8-bom'],
    isShuffled: false,
    columns: {
      child: ['Enfant'],
      birth: ['Né(e) le'],
      adults: ['Parents'],
      phone: ['Téléphone'],
      email: ['Mail'],
      postalCode: ['CP'],
      commune: ['Ville'],
      wanted: ['À partir de'],
      ...DAYS,
      requested: ['Demandé le'],
      handicap: ['Handicap (O/N)'],
    },
    draw: (chance, family) => [
      children.writeChildWhole(chance, family, 'firstNameFirst'),
      children.writeBirth(chance, family),
      adults.writeOneColumn(chance, family, false),
      adults.writeContacts(chance, family),
      needs.writeCommune(chance, true),
      needs.writeWanted(chance),
      needs.writeMarks(chance),
      needs.writeRequested(chance),
      needs.writeHandicap(chance),
    ],
  },
  {
    ...ANY,
    name: 'like Saint-Vallier',
    separators: [';'],
    encodings: ['utf-8'],
    isShuffled: false,
    columns: {
      child: ['NOM PRENOM'],
      birth: ['NAISSANCE'],
      contact: ['CONTACT'],
      commune: ['COMMUNE'],
      wanted: ['ENTREE'],
      count: ['NB JOURS'],
      requested: ['DEPOT'],
    },
    draw: (chance, family) => [
      children.writeChildWhole(chance, family, 'surnameFirst'),
      children.writeBirth(chance, family),
      adults.writeContactCell(chance, family),
      needs.writeCommune(chance, false),
      needs.writeWanted(chance),
      needs.writeCount(chance),
      needs.writeRequested(chance),
    ],
  },
  {
    ...ANY,
    name: 'a column for each answer',
    above: ["LISTE D'ATTENTE 2026-2027", 'Mise à jour : 12/11/2026'],
    columns: {
      surname: ['Nom de famille', "NOM DE L'ENFANT", 'Nom du bébé'],
      firstName: ["Prénom de l'enfant", 'Prénoms', 'PRENOM ENFANT', 'Prénom(s)'],
      birth: ['Date de naissance ou terme', 'DDN', 'Date de naissance (ou prévue)', 'Naissance / terme'],
      motherSurname: ['Nom mère', 'Nom de la mère', 'Nom parent 1', 'NOM PARENT 1'],
      motherFirstName: ['Prénom mère', 'Prénom de la mère', 'Prénom parent 1'],
      motherSituation: ['Situation mère', 'Situation professionnelle parent 1'],
      fatherSurname: ['Nom père', 'Nom du père', 'Nom parent 2'],
      fatherFirstName: ['Prénom père', 'Prénom du père', 'Prénom parent 2'],
      fatherSituation: ['Situation père', 'Situation professionnelle parent 2'],
      phone: ['N° de téléphone', 'Téléphone portable', 'Tél. portable', 'Telehpone', 'Tél.'],
      email: ['Adresse e-mail', 'E-mail', 'Adresse mail', 'Adresse courriel', 'e-mails'],
      postalCode: ['Code postal', 'C.P.'],
      commune: ['Commune de résidence', 'Ville de résidence', 'Domicile', 'Commune'],
      wanted: [
        "Date d'accueil souhaitée",
        "Date d'entrée",
        'Entrée souhaitée le',
        "Date de début d'accueil",
        'Souhaité pour le',
        'Date de début souhaitée',
      ],
      days: ['Jours de garde', 'Jours demandés', "Jours d'accueil souhaités", 'Jour(s) souhaité(s)'],
      hours: ['Horaires souhaités', 'Amplitude horaire', 'Horaire'],
      requested: [
        'Date de demande',
        "Date d'inscription",
        'Reçu le',
        'Date de dépôt de la demande',
        'Date de préinscription',
      ],
      observations: ['Remarque', 'Commentaire', 'Obs.', 'Notes'],
    },
    draw: (chance, family) => [
      children.writeChildColumns(chance, family),
      children.writeBirth(chance, family),
      adults.writeEachColumn(chance, family),
      adults.writeContacts(chance, family),
      needs.writeCommune(chance, true),
      needs.writeWanted(chance),
      needs.writeWeek(chance),
      needs.writeRequested(chance),
      needs.writeRemarks(chance),
    ],
  },
  {
    ...ANY,
    name: 'marks with hours',
    above: ['Multi-accueil'],
    columns: {
      child: ['Nom et prénom', 'NOM Prénom', "Nom et prénom de l'enfant", 'Nom - Prénom'],
      birth: ['Né le', 'Date naissance', 'Naissance (prévue)'],
      adults: ['Responsables légaux', 'Noms des parents', 'Parent(s)', 'Représentants légaux'],
      situation: ['Situation des parents', 'Situation familiale et professionnelle', 'Emploi des parents'],
      phone: ['Tel', 'Tél. des parents', 'Téléphones'],
      email: ['Courriel', 'Mails', 'E mail'],
      commune: ['Ville', 'Commune d’habitation', 'Lieu de résidence'],
      wanted: ['Pour quand', 'Date souhaitée', 'A compter du', 'Entrée prévue'],
      mon: ['Lundi'],
      tue: ['Mardi'],
      wed: ['Mercredi'],
      thu: ['Jeudi'],
      fri: ['Vendredi'],
      requested: ['Demande du', 'Date demande', 'Inscrit le', 'Déposé le'],
      handicap: ['Handicap', 'Besoin particulier (O/N)', 'Situation de handicap'],
    },
    draw: (chance, family) => [
      children.writeChildWhole(chance, family, 'surnameFirst'),
      children.writeBirth(chance, family),
      adults.writeOneColumn(chance, family, true),
      adults.writeContacts(chance, family),
      needs.writeCommune(chance, false),
      needs.writeWanted(chance),
      needs.writeMarkedHours(chance),
      needs.writeRequested(chance),
      needs.writeHandicap(chance),
    ],
  },
  {
    ...ANY,
    name: 'letters above the days',
    isShuffled: false,
    columns: {
      child: ['Prénom et nom', "Prénom NOM de l'enfant", "Prénom et nom de l'enfant"],
      birth: ['Date de naissance'],
      adults: ['Famille', 'Parents'],
      phone: ['Portable', 'GSM', 'Mobile'],
      email: ['Courriel', 'Email'],
      commune: ['Commune', 'Localité'],
      wanted: ['Entrée', 'Début'],
      mon: ['L'],
      tue: ['M'],
      wed: ['M'],
      thu: ['J'],
      fri: ['V'],
      requested: ['Demande'],
    },
    draw: (chance, family) => [
      children.writeChildWhole(chance, family, 'firstNameFirst'),
      children.writeBirth(chance, family),
      adults.writeOneColumn(chance, family, false),
      adults.writeContacts(chance, family),
      needs.writeCommune(chance, false),
      needs.writeWanted(chance),
      needs.writeMarks(chance),
      needs.writeRequested(chance),
    ],
  },
];

function shuffled<T>(chance: Chance, items: readonly T[]): T[] {
  const left = [...items];
  return items.map(() => left.splice(chance.between(0, left.length - 1), 1)[0]!);
}

const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return Buffer.from(
    [...text.replaceAll('✓', 'x')].map((letter) =>
      C1.includes(letter) ? 0x80 + C1.indexOf(letter) : letter.charCodeAt(0),
    ),
  );
}

/** A list nobody has seen: the rows are drawn as people mean them, then written. */
export function unseenList(seed: number, size: number): UnseenList {
  const chance = chanceOf(numbersFrom(seed));
  const layout = LAYOUTS[seed % LAYOUTS.length]!;
  const separator = chance.pick(layout.separators);
  const end = chance.pick(layout.ends);
  const columns = layout.isShuffled ? shuffled(chance, Object.keys(layout.columns)) : Object.keys(layout.columns);
  const above = layout.above.map((text) => (chance.once(2) ? text + separator.repeat(columns.length - 1) : text));
  const texts = [
    ...(chance.once(2) ? above : []),
    columns.map((column) => quoted(chance.pick(layout.columns[column]!), separator)).join(separator),
  ];
  const rows: UnseenRow[] = [];
  let line = texts.length;
  for (let index = 0; index < size; index += 1) {
    if (chance.once(25)) {
      texts.push(separator.repeat(columns.length - 1));
      line += 1;
    }
    const parts = layout.draw(chance, drawFamily(chance));
    const cells = Object.assign({}, ...parts.map((part) => part.cells)) as Record<string, string>;
    const text = columns.map((column) => quoted(cells[column] ?? '', separator)).join(separator);
    const truth = Object.assign({}, ...parts.map((part) => part.truth)) as Truth;
    rows.push({ line: line + 1, cells, truth, doubts: parts.flatMap((part) => part.doubts) });
    texts.push(text.replaceAll('\n', end));
    line += text.split('\n').length;
  }
  return {
    name: `${layout.name} (${seed})`,
    bytes: encode(texts.join(end) + end, chance.pick(layout.encodings)),
    rows,
  };
}
