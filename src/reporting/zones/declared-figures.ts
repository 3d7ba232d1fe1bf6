import { Injectable } from '@nestjs/common';
import type { DeclaredFigure, FigureValue, ReadFigure, Report } from './domain/declared-figure.js';
import { NEED_FIGURES } from './domain/need-figures.js';
import { PLACE_FIGURES } from './domain/place-figures.js';
import type { Standing } from './domain/standing.js';
import { StandingReading } from './standing-reading.js';
import type { ZonePicture } from './zone-figures.js';

/** A line of the page of a commune, with its value. */
export interface ReportLine extends Report {
  /** Null where it does not leave the desk. */
  readonly value: FigureValue | null;
}

const isReported = ({ columns }: DeclaredFigure): boolean => columns.some(({ report }) => report !== null);

/** Counts the figures that are declared (docs/decisions/0179). */
@Injectable()
export class DeclaredFigures {
  constructor(private readonly standing: StandingReading) {}

  /** The figures of need and offer, of a picture that was read. */
  async readNeed(picture: ZonePicture): Promise<ReadFigure[]> {
    return readAll(NEED_FIGURES, this.standing.read(picture));
  }

  /** The figures of places and of who waits for them. */
  async readPlaces(): Promise<ReadFigure[]> {
    return readAll(PLACE_FIGURES, this.standing.read());
  }

  /** What the page of a commune tells of all of them. A commune that a figure has no row for has no line of it. */
  async readReport(picture: ZonePicture, communeCode: string): Promise<ReportLine[]> {
    const reported = [...NEED_FIGURES, ...PLACE_FIGURES].filter(isReported);
    return (await readAll(reported, this.standing.read(picture))).flatMap(({ columns, outside }) => {
      const values = outside.commune?.get(communeCode);
      return columns.flatMap(({ report }, index) =>
        report && values ? [{ ...report, value: values[index] ?? null }] : [],
      );
    });
  }
}

async function readAll(figures: readonly DeclaredFigure[], standing: Standing): Promise<ReadFigure[]> {
  const read: ReadFigure[] = [];
  for (const declared of figures) read.push(await declared.read(standing));
  return read;
}
