import type { Day, TimeOfDay } from '../../../src/foundation/kernel/time.js';

export const FIRST_DAY: Day = '2026-12-01';
/** A day on which the last offers of the last session have ended. */
export const LAST_DAY: Day = '2028-02-15';

/** The body of two private micro-crèches that sit together. Its nurse of the PMI also sits in the two other bodies. */
export const THIRD_BODY = {
  id: 'micro',
  name: 'Commission des micro-crèches',
  establishmentIds: ['mc-paje-71222', 'mc-paje-71477'],
};

export interface PlannedSession {
  readonly bodyId: string;
  /** The day for which the coordinator asks. */
  readonly day: Day;
  readonly time: TimeOfDay;
  readonly room: string;
  readonly entryFrom: Day;
  /** What the page says when that day does not suit. The day that it suggests is then taken. */
  readonly refused?: string;
  /** The day on which the session is moved by one week; absent when it is not moved. */
  readonly movedOn?: Day;
  readonly cancelledOn?: Day;
}

/** Twelve sessions of three bodies. One is cancelled, so eleven sit. */
export const YEAR: readonly PlannedSession[] = [
  { bodyId: 'montceau', day: '2027-03-02', time: '14:00', room: 'Mairie de Montceau', entryFrom: '2027-05-03' },
  // The RPE and the nurse of the PMI sit in Montceau at that hour.
  {
    bodyId: 'intercommunale',
    day: '2027-03-02',
    time: '15:30',
    room: 'Sanvignes',
    entryFrom: '2027-05-03',
    refused: 'siège déjà à la même heure',
  },
  {
    bodyId: 'micro',
    day: '2027-03-29',
    time: '09:00',
    room: 'Ciry-le-Noble',
    entryFrom: '2027-06-01',
    refused: 'férié (lundi de Pâques)',
  },
  {
    bodyId: 'intercommunale',
    day: '2027-05-06',
    time: '14:00',
    room: 'Blanzy',
    entryFrom: '2027-08-30',
    refused: 'férié (Ascension)',
  },
  // The members have not been called yet, so they are called once, for the new date.
  {
    bodyId: 'montceau',
    day: '2027-06-01',
    time: '14:00',
    room: 'Mairie de Montceau',
    entryFrom: '2027-08-30',
    movedOn: '2027-04-15',
  },
  { bodyId: 'micro', day: '2027-06-22', time: '09:00', room: 'Ciry-le-Noble', entryFrom: '2027-08-30' },
  { bodyId: 'montceau', day: '2027-09-07', time: '14:00', room: 'Mairie de Montceau', entryFrom: '2027-11-02' },
  // The members have been called already, so they are called again.
  {
    bodyId: 'intercommunale',
    day: '2027-09-14',
    time: '14:00',
    room: 'Sanvignes',
    entryFrom: '2027-11-02',
    movedOn: '2027-09-03',
  },
  // The members have been called already, so they are told that the session does not sit.
  {
    bodyId: 'micro',
    day: '2027-10-05',
    time: '09:00',
    room: 'Ciry-le-Noble',
    entryFrom: '2027-12-01',
    cancelledOn: '2027-09-24',
  },
  { bodyId: 'montceau', day: '2027-11-02', time: '14:00', room: 'Mairie de Montceau', entryFrom: '2028-01-03' },
  { bodyId: 'intercommunale', day: '2027-11-09', time: '14:00', room: 'Saint-Vallier', entryFrom: '2028-01-03' },
  { bodyId: 'micro', day: '2027-11-16', time: '09:00', room: 'Ciry-le-Noble', entryFrom: '2028-01-03' },
];
