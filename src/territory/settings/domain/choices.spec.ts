import { describe, expect, it } from '../../../../test/support/runner.js';
import { changesOf, isChoice, type Choices } from './choices.js';

const NOW: Choices = {
  territoryName: 'Bassin sud',
  offerDays: 10,
  longerDelayDays: 7,
  firstDayAnswerDays: 5,
  appointmentChangeHours: 24,
  opinionDays: 15,
  referralCallDays: 3,
  pointFollowMonths: 12,
  noSolutionHorizonWeeks: 8,
  silenceMonths: 2,
  silenceMeansRefusal: true,
  zoneRadiusKm: 10,
  whiteZonePlaces: 4,
  whiteZoneTension: 5,
};

describe('the choices of the territory', () => {
  it('tell what becomes other, and nothing else', () => {
    expect(changesOf(NOW, NOW)).toEqual([]);
    expect(changesOf(NOW, { ...NOW, silenceMeansRefusal: false, offerDays: 15 })).toEqual([
      { name: 'offerDays', before: 10, after: 15 },
      { name: 'silenceMeansRefusal', before: true, after: false },
    ]);
  });

  it('are not the settings of other pages', () => {
    expect(['offerDays', 'publisher', 'toString'].map(isChoice)).toEqual([true, false, false]);
  });
});
