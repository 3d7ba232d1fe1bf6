import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { FEWEST_SHOWN } from '../../../foundation/kernel/small-counts.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { fullTimeEquivalents } from '../domain/full-time.js';
import { MISSIONS, type Mission } from '../domain/missions.js';
import type { TeamMonth } from '../domain/team-month.js';
import type { DeskMonth } from '../team-months.js';
import { OwnTimePresenter } from './own-time.presenter.js';
import { durationWords, periodWords } from './time-words.js';

type Model = Record<string, unknown>;
type Desk = { readonly id: string; readonly name: string };
export interface ShownTeam {
  readonly desk: Desk;
  readonly desks: readonly Desk[];
  readonly period: string;
  /** The first month that the desk has closed. */
  readonly first: string;
  readonly months: readonly DeskMonth[];
}

const VOLUMES = ['received', 'arrivals', 'enquiries', 'enquiryMinutes', 'helped', 'alone'] as const;
type Volume = (typeof VOLUMES)[number];

const isTold = (team: DeskMonth['team']): team is TeamMonth => typeof team !== 'string';
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const minutesOn = (team: TeamMonth, mission: Mission): number =>
  team.shown.find((one) => one.mission === mission)?.minutes ?? 0;
const isGrouped = (team: TeamMonth, mission: Mission): boolean => team.grouped?.missions.includes(mission) ?? false;

/** The months of a team as tables. The file leaves the desk and shows no small count. */
@Injectable()
export class TeamTimePresenter {
  constructor(
    private readonly periods: OwnTimePresenter,
    private readonly clock: Clock,
  ) {}

  model(words: Translator, { desk, desks, period, first, months }: ShownTeam): Model {
    const { t, number, month, list } = words;
    const told = this.toldOf(months);
    const minutes = sumOf(told.map((team) => team.minutes));
    const fullTime = Math.round(fullTimeEquivalents(minutes, told.length) * 100) / 100;
    return {
      title: t('workingTime.team.title', { desk: desk.name, period: periodWords(words, period) }),
      desk: desk.id,
      desks: desks.length > 1 ? desks.map(({ id, name }) => ({ value: id, text: name })) : [],
      period,
      periods: this.periods.periodItems(words, first),
      csvHref: `/temps-des-equipes.csv?guichet=${desk.id}&periode=${period}`,
      figures:
        told.length === 0
          ? []
          : [
              { number: durationWords(words, minutes), label: t('workingTime.team.hours', { months: told.length }) },
              {
                number: number(fullTime),
                label: t('workingTime.team.fullTime', { count: fullTime }),
                hint: t('workingTime.team.fullTimeHint'),
              },
            ],
      left: (['few', 'open'] as const).flatMap((why) => {
        const left = months.filter(({ team }) => team === why).map(({ month: name }) => month(name));
        return left.length === 0 ? [] : [t(`workingTime.team.left.${why}`, { months: list(left), count: left.length })];
      }),
      times: this.timesTable(words, period, months),
      volumes: this.volumesTable(words, period, months),
    };
  }

  private toldOf(months: readonly DeskMonth[]): TeamMonth[] {
    return months.flatMap(({ team }) => (isTold(team) ? [team] : []));
  }

  private timesTable(words: Translator, period: string, months: readonly DeskMonth[]): Model {
    const { t } = words;
    const told = this.toldOf(months);
    const missions = MISSIONS.filter((mission) =>
      told.some((team) => minutesOn(team, mission) > 0 || isGrouped(team, mission)),
    );
    const row = (name: string, cell: (team: TeamMonth) => string, total: number): string[] => [
      name,
      ...months.map(({ team }) => (isTold(team) ? cell(team) : t(`workingTime.team.cell.${team}`))),
      durationWords(words, total),
    ];
    const grouped = (team: TeamMonth): number => team.grouped?.minutes ?? 0;
    return {
      caption: t('workingTime.team.times', { period: periodWords(words, period) }),
      columns: this.columns(words, months, 'mission'),
      rows: [
        ...missions.map((mission) =>
          row(
            t(`workingTime.mission.${mission}`),
            (team) =>
              isGrouped(team, mission)
                ? t('workingTime.team.cell.grouped')
                : durationWords(words, minutesOn(team, mission)),
            sumOf(told.map((team) => minutesOn(team, mission))),
          ),
        ),
        ...(told.some((team) => team.grouped)
          ? [
              row(
                t('workingTime.team.grouped'),
                (team) => durationWords(words, grouped(team)),
                sumOf(told.map(grouped)),
              ),
            ]
          : []),
      ],
      foot: row(
        t('workingTime.column.total'),
        (team) => durationWords(words, team.minutes),
        sumOf(told.map((team) => team.minutes)),
      ),
    };
  }

  private volumesTable(words: Translator, period: string, months: readonly DeskMonth[]): Model {
    const { t } = words;
    const cell = (volume: Volume, count: number): string | number =>
      volume === 'enquiryMinutes' || count === 0 ? durationWords(words, count) : count;
    return {
      caption: t('workingTime.team.volumes', { period: periodWords(words, period) }),
      columns: this.columns(words, months, 'volume'),
      rows: VOLUMES.map((volume) => [
        t(`workingTime.volume.${volume}`),
        ...months.map((month) => cell(volume, month.volume[volume])),
        cell(volume, sumOf(months.map((month) => month.volume[volume]))),
      ]),
    };
  }

  private columns({ t, month }: Translator, months: readonly DeskMonth[], first: 'mission' | 'volume'): Model[] {
    return [
      { text: t(`workingTime.column.${first}`) },
      ...months.map(({ month: name }) => ({ text: month(name), numeric: true })),
      { text: t('workingTime.column.total'), numeric: true },
    ];
  }

  csvLines(words: Translator, { desk, months }: ShownTeam): (string | number)[][] {
    const { t, day } = words;
    const hidden = t('workingTime.csv.hidden');
    return [
      ['desk', 'month', 'kind', 'what', 'count', 'unit'].map((column) => t(`workingTime.csv.${column}`)),
      ...months.flatMap(({ month, team, volume }) => {
        const line = (kind: 'time' | 'volume', what: string, count: string | number, unit: 'minutes' | 'number') => [
          desk.name,
          month,
          t(`workingTime.csv.${kind}`),
          what,
          count,
          t(`workingTime.csv.${unit}`),
        ];
        return [
          ...(isTold(team)
            ? [
                ...team.shown.map(({ mission, minutes }) =>
                  line('time', t(`workingTime.mission.${mission}`), minutes, 'minutes'),
                ),
                ...(team.grouped ? [line('time', t('workingTime.team.grouped'), team.grouped.minutes, 'minutes')] : []),
              ]
            : [line('time', t('workingTime.column.total'), hidden, 'minutes')]),
          ...VOLUMES.map((name) => {
            const base = name === 'enquiryMinutes' ? volume.enquiries : volume[name];
            return line(
              'volume',
              t(`workingTime.volume.${name}`),
              base < FEWEST_SHOWN ? hidden : volume[name],
              name === 'enquiryMinutes' ? 'minutes' : 'number',
            );
          }),
        ];
      }),
      [],
      [t('workingTime.csv.definition')],
      [t('workingTime.csv.date', { day: day(this.clock.today()) })],
    ];
  }
}
