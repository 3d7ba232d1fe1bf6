import { Injectable } from '@nestjs/common';
import type { FigureValue, ReadFigure, Report } from './domain/declared-figure.js';
import { NEED_FIGURES } from './domain/need-figures.js';
import type { Standing } from './domain/standing.js';
import { groupFacts, measureGroup, measureZone } from './domain/zone-measures.js';
import type { ZonePicture } from './zone-figures.js';

/** A line of the page of a commune, with its value. */
export interface ReportLine extends Report {
  /** Null where it does not leave the desk. */
  readonly value: FigureValue | null;
}

/** Counts the figures that are declared (docs/decisions/0179). */
@Injectable()
export class DeclaredFigures {
  /** The figures of need and offer, of a picture that was read. */
  async readNeed(picture: ZonePicture): Promise<ReadFigure[]> {
    const standing = standingOf(picture);
    return Promise.all(NEED_FIGURES.map((declared) => declared.read(standing)));
  }

  /** What the page of a commune tells of them. */
  async readReport(picture: ZonePicture, communeCode: string): Promise<ReportLine[]> {
    return (await this.readNeed(picture)).flatMap(({ columns, commune }) =>
      columns.flatMap(({ report }, index) => {
        const { value, leaves } = commune.get(communeCode)![index]!;
        return report ? [{ ...report, value: leaves ? value : null }] : [];
      }),
    );
  }
}

const standingOf = ({ zones, rules, nearbyOf }: ZonePicture): Standing => {
  const whole = groupFacts('', zones, nearbyOf(zones.map(({ communeCode }) => communeCode)));
  return {
    zones: () =>
      Promise.resolve({
        commune: new Map(
          zones.map((facts) => [facts.communeCode, { facts, measures: measureZone(facts, rules) }] as const),
        ),
        whole: { facts: whole, measures: measureGroup(whole, zones, rules) },
      }),
  };
};
