import { describe, expect, it } from '../../../../test/support/runner.js';
import type { EnquirySubject } from './enquiry-words.js';
import {
  communeOf,
  enquiryColumns,
  lineKey,
  readEnquiry,
  subjectOf,
  type EnquiryProblem,
} from './monenfant-enquiries.js';

const COMMUNES = [
  { code: '71306', name: 'Montceau-les-Mines', postalCodes: ['71300'] },
  { code: '71040', name: 'Blanzy', postalCodes: ['71450'] },
  { code: '71499', name: 'Sanvignes-les-Mines', postalCodes: ['71410'] },
  { code: '71412', name: 'Saint-Vallier', postalCodes: ['71230'] },
  { code: '71486', name: 'Saint-Romain-sous-Gourdon', postalCodes: ['71230'] },
];
const COLUMNS = { date: 'Date', commune: 'Ville', subject: 'Besoin', message: 'Message' };
const line = (more: Record<string, string> = {}) => ({
  Date: '12/11/2026',
  Ville: 'Blanzy',
  Besoin: 'Crèche',
  Message: 'Pour janvier',
  'E-mail': 'parent@exemple.fr',
  ...more,
});

describe('requests from monenfant.fr', () => {
  it('have their columns found by what their headers say', () => {
    expect(enquiryColumns(['N°', 'Reçue le', 'Code INSEE', "Mode d'accueil", 'Commentaire', 'E-mail'])).toEqual({
      date: 'Reçue le',
      commune: 'Code INSEE',
      subject: "Mode d'accueil",
      message: 'Commentaire',
    });
    expect(enquiryColumns(['Identifiant', 'date de la demande'])).toEqual({
      reference: 'Identifiant',
      date: 'date de la demande',
    });
  });

  it('are kept with what the desk counts, and nothing that says who asked', () => {
    expect(readEnquiry(line(), COLUMNS, COMMUNES, '2026-11-25')).toEqual({
      on: '2026-11-12',
      communeCode: '71040',
      subject: 'find_care',
      note: 'Pour janvier',
    });
  });

  it.each<[Record<string, string>, EnquiryProblem['field'], EnquiryProblem['reason']]>([
    [{ Date: '' }, 'date', 'missing'],
    [{ Date: '31/02/2026' }, 'date', 'not_a_day'],
    [{ Date: 'novembre 2026' }, 'date', 'not_a_day'],
    [{ Date: '26/11/2026' }, 'date', 'in_the_future'],
    [{ Message: 'x'.repeat(1001) }, 'message', 'too_long'],
  ])('with %j are refused at the field %s: %s', (more, field, reason) => {
    expect(readEnquiry(line(more), COLUMNS, COMMUNES, '2026-11-25')).toEqual([
      { field, value: (more[COLUMNS[field as 'date']] ?? '').slice(0, 60), reason },
    ]);
  });

  it.each<[string, string | null]>([
    ['montceau les mines', '71306'],
    ['71499', '71499'],
    ['71450', '71040'],
    ['71230', null],
    ['Lyon', null],
    ['', null],
  ])('from « %s » are of the commune %s', (text, code) => {
    expect(communeOf(text, COMMUNES)).toBe(code);
  });

  it.each<[string, EnquirySubject]>([
    ['Crèche collective', 'find_care'],
    ['', 'find_care'],
    ['Assistantes maternelles', 'childminder'],
    ['Comment devenir assistante maternelle', 'becoming_childminder'],
    ['URGENT reprise lundi', 'urgent'],
    ['Tarif et aides', 'cost'],
    ['Suivi de mon dossier', 'follow_up'],
    ['Autre', 'other'],
  ])('about « %s » are %s', (text, subject) => {
    expect(subjectOf(text)).toBe(subject);
  });

  it('are told from each other by their reference, or by all they say and how often they say it', () => {
    const earlier = new Map<string, number>();
    const first = lineKey(line(), COLUMNS, earlier);
    expect(lineKey(line(), COLUMNS, earlier)).not.toBe(first);
    expect(lineKey(line(), COLUMNS, new Map())).toBe(first);
    expect(lineKey({ ...line(), Ref: 'A1' }, { ...COLUMNS, reference: 'Ref' }, earlier)).toBe('reference:A1');
  });
});
