import { describe, expect, it } from '../../../../test/support/runner.js';
import { maskToSlots } from '../../../foundation/kernel/week-schedule.js';
import { presentColumns } from './present-columns.js';
import { readBeside } from './present-rows.js';
import type { SectionName } from './present-sections.js';
import { readPresent } from './read-present.js';

const SECTIONS: readonly SectionName[] = [
  { id: 'babies', group: 'babies', number: 1, name: 'Papillons' },
  { id: 'toddlers', group: 'toddlers', number: 1, name: 'Coccinelles' },
];
const TODAY = '2026-11-28';

/** Each line as `what was read of it`, or the fields that keep it from being taken. */
function readLines(head: string, ...lines: string[]): string[] {
  const headers = head.split(';').map((header, index) => header || `(${index + 1})`);
  const uses = presentColumns(headers, {});
  let group = '';
  return lines.map((line) => {
    const cells = line.split(';');
    const beside = readBeside(cells, headers, uses, SECTIONS);
    if (beside?.kind === 'group') group = beside.section;
    if (beside) return beside.kind;
    const { entry, problems } = readPresent(cells, uses, SECTIONS, TODAY, group);
    return entry
      ? `${entry.firstName}/${entry.surname} ${entry.sectionId ?? 'by age'}: ${maskToSlots(entry.slots).join(' ')}`
      : problems.map(({ field, reason }) => `${field} ${reason}`).join(', ');
  });
}

describe('a list of present children', () => {
  it('from a nursery’s software: hours in each day, a total at the end', () => {
    expect(
      readLines(
        'Nom de l’enfant;Prénom de l’enfant;Né(e) le;Section;Lundi;Mardi;Mercredi',
        'ALVES;Tiago;07/03/2025;Les Moyens;08:00-17:30;08:00-12:30;',
        'DA SILVA;Mila;03/02/2026;Bébés;8H/17H;Absent;13h30 - 18h',
        'MARTIN;Jules;12/12/2025;Bébés;journée;/;-',
        'FABRE;Lou;12/12/2025;Bébés;12h30-13h30;;',
        'Total : 4 enfants;;;;;;',
      ),
    ).toEqual([
      'Tiago/Alves toddlers: mon-am mon-pm tue-am',
      'Mila/Da Silva babies: mon-am mon-pm wed-pm',
      'Jules/Martin babies: mon-am mon-pm',
      'mon hours_elsewhere',
      'heading',
    ]);
  });

  it('kept in groups: the name of each stands above its children, with the headers once more', () => {
    expect(
      readLines(
        'Nom Prénom;Date nais.;Jours de présence;Horaires',
        'Groupe : COCCINELLES (moyens);;;',
        'Nom Prénom;Date nais.;Jours de présence;Horaires',
        'NOËL Anna;30/06/2025;mardi au vendredi;8h30-17h',
        'SOW Ibrahim;12/08/2025;5 jours;8h-12h',
        'COSTA Inès;11/05/2025;mercredi matin;13h30-18h',
        'Les papillons;;;',
        'PETIT Louise;14 fév 2026;lundi mardi 8h-12h;',
        'PETIT Louise;;;',
      ),
    ).toEqual([
      'group',
      'heading',
      'Anna/Noël toddlers: tue-am tue-pm wed-am wed-pm thu-am thu-pm fri-am fri-pm',
      'Ibrahim/Sow toddlers: mon-am tue-am wed-am thu-am fri-am',
      'hours hours_elsewhere',
      'group',
      'Louise/Petit babies: mon-am tue-am',
      'birthDate missing, days no_days',
    ]);
  });

  it('with a morning and an afternoon under each day', () => {
    expect(
      readLines(
        'Prénom et nom;Naissance;Unité;LUNDI;;MARDI;;Sortie',
        ';;;M;AM;M;AM;',
        'Emma BERTIN;18/03/25;Coccinelles;X;X;X;;30/07/2027',
        'Noah KABA;02/01/26;Papillons;X;;;X;',
      ),
    ).toEqual(['heading', 'Emma/Bertin toddlers: mon-am mon-pm tue-am', 'Noah/Kaba babies: mon-am tue-pm']);
  });

  it('whose column of names does not tell which comes first: asked, unless the letters tell', () => {
    expect(readLines('Enfant;Né le;Jours', 'Roux Max;22/4/26;lundi', 'ROUX Sam;22/4/26;lundi')).toEqual([
      'wholeName name_order',
      'Sam/Roux by age: mon-am mon-pm',
    ]);
  });
});
