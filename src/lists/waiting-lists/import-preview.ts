import { Injectable } from '@nestjs/common';
import { findDossiers, gapsOf, IntakeForecast, type Forecast } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { usesOf, type DraftList } from './import-drafts.js';
import { countsOf, type ImportCounts, type ReportedRow } from './import-report.js';
import { explainCells } from './domain/problem-cells.js';
import type { RequestReading, RowReading, WithdrawnReading } from './domain/read-row.js';
import { fingerprintsOf, isWrittenTwice, ListPlans, type ListPlan, type NumberedRow } from './list-plans.js';
import { ofOneList } from './of-one-list.js';
import { listKnownFingerprints } from './persistence/import-lines.queries.js';
import type { ImportOutcome } from './persistence/import.entities.js';

const FINGERPRINTS_AT_ONCE = 500;

export interface PreviewRow {
  readonly report: ReportedRow;
  /** What the row says; null for a blank row, and for one that nobody can read. */
  readonly request: RequestReading | null;
  /** Why the family no longer waits, where the list says so. */
  readonly withdrawn: WithdrawnReading | null;
  /** The answers that the family still owes, in the codes of the dossier (`gap.<code>`). */
  readonly gaps: readonly string[];
  readonly raw: string;
  /** The dossier that its child joins; null where it begins one, or becomes no request. */
  readonly joins: JoinedDossier | null;
  /** Its filled cells, and what is in doubt about each. */
  readonly cells: ReturnType<typeof explainCells>;
}

/** A dossier that is there already, or begun by an earlier line of the list. */
export interface JoinedDossier {
  readonly surname: string | null;
  /** Null for the dossier of an earlier line. */
  readonly number: string | null;
  readonly line: number | null;
  /** The desk that follows it, when it is another one than the list's: its family is not named then. */
  readonly elsewhere: string | null;
}

export interface Preview {
  readonly counts: ImportCounts;
  readonly rows: readonly PreviewRow[];
  readonly unknownColumns: readonly string[];
  /**
   * The other desks, with the number of new requests that would go to each: a dossier goes to the desk of its commune.
   */
  readonly elsewhere: readonly { readonly deskId: string; readonly count: number }[];
}

/** What importing a list would do, row by row. Writes nothing. */
@Injectable()
export class ImportPreview {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly plans: ListPlans,
    private readonly forecast: IntakeForecast,
  ) {}

  async previewDraft({ batch, file }: DraftList): Promise<Preview> {
    const plan = await this.plans.planList({
      name: batch.fileName,
      file,
      establishmentId: batch.establishmentId,
      uses: usesOf(batch.columns),
      importedOn: this.clock.today(),
    });
    const known = await this.knownAmong(plan.rows.map(({ fingerprint }) => fingerprint));
    const rows = await this.foresee(plan, known, batch.deskId);
    return {
      counts: countsOf(rows.map(({ report }) => report)),
      rows,
      unknownColumns: plan.columns.unknown,
      elsewhere: this.elsewhere(batch.deskId, rows),
    };
  }

  private async foresee(
    { rows, columns }: ListPlan,
    known: ReadonlySet<string>,
    deskId: string,
  ): Promise<PreviewRow[]> {
    const isTaken = (planned: NumberedRow): boolean =>
      planned.reading.kind === 'request' && !isWrittenTwice(planned) && !known.has(planned.fingerprint);
    const taken = rows.filter(isTaken);
    const forecasts = await this.forecast.forecastForms(
      taken.flatMap(({ reading }) => (reading.kind === 'request' ? [reading.form] : [])),
      ofOneList(null, fingerprintsOf(rows)),
    );
    const joined = await this.joinedBy(forecasts, taken, deskId);
    let next = 0;
    const tied = await this.tiedRequests(rows, known);
    return rows.map((planned) => {
      const { reading, row, kept } = planned;
      const problems = reading.kind === 'blank' ? [] : reading.problems;
      const report = {
        line: row.line,
        problems,
        requestId: tied.get(row.line) ?? null,
        addedToDossier: false,
        possibleDuplicates: 0,
      };
      const request = requestOf(reading);
      const withdrawn = reading.kind === 'withdrawn' ? reading : null;
      const gaps = request === null ? [] : this.gapsOf(request);
      const seen = { raw: kept, request, withdrawn, gaps, joins: null, cells: explainCells(columns, row, problems) };
      if (!isTaken(planned)) return { ...seen, report: { ...report, outcome: untaken(planned, known) } };
      const joins = joined[next]!;
      const { outcome, joins: _joins, ...rest } = forecasts[next++]!;
      return {
        ...seen,
        joins,
        report: {
          ...report,
          ...rest,
          outcome: rest.addedToDossier && outcome === 'created' ? 'same_dossier' : outcome,
        },
      };
    });
  }

  /** The dossier that each child joins, in the order of what is foreseen. @param taken the lines that become requests */
  private async joinedBy(
    forecasts: readonly Forecast[],
    taken: readonly NumberedRow[],
    deskId: string,
  ): Promise<(JoinedDossier | null)[]> {
    const known = forecasts.flatMap(({ joins }) => (joins && 'id' in joins ? [joins.dossierId] : []));
    const numbers = new Map(
      (await findDossiers(this.reader, [...new Set(known)])).map(({ id, number }) => [id, number]),
    );
    return forecasts.map(({ joins }) => {
      if (joins === null) return null;
      if ('id' in joins) {
        const elsewhere = joins.deskId === deskId ? null : joins.deskId;
        return { surname: joins.surname, number: numbers.get(joins.dossierId) ?? null, line: null, elsewhere };
      }
      const { reading, row } = taken[joins.form]!;
      const surname = requestOf(reading)?.form.children[0]!.surname ?? null;
      return { surname, number: null, line: row.line, elsewhere: null };
    });
  }

  /** By line, the open request of the child of whom the list says that nobody waits any more. */
  private async tiedRequests(rows: readonly NumberedRow[], known: ReadonlySet<string>): Promise<Map<number, Id>> {
    const tied = new Map<number, Id>();
    for (const { reading, row, fingerprint } of rows) {
      if (reading.kind !== 'withdrawn' || known.has(fingerprint)) continue;
      const requestId = await this.forecast.findOpenRequest(this.reader, reading.request.form);
      if (requestId !== null) tied.set(row.line, requestId);
    }
    return tied;
  }

  private gapsOf({ form }: RequestReading): string[] {
    return gapsOf(form, form.children[0]!, this.supply.providerIds(), this.clock.today());
  }

  private elsewhere(deskId: string, rows: readonly PreviewRow[]): Preview['elsewhere'] {
    const counts = new Map<string, number>();
    for (const { request, report } of rows) {
      if (!request || !['created', 'incomplete', 'same_dossier'].includes(report.outcome)) continue;
      const { id } = this.territory.deskOf(request.form.adults[0]?.communeCode ?? null);
      if (id !== deskId) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts].map(([id, count]) => ({ deskId: id, count })).sort((a, b) => b.count - a.count);
  }

  private async knownAmong(fingerprints: readonly string[]): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    for (let start = 0; start < fingerprints.length; start += FINGERPRINTS_AT_ONCE) {
      const some = fingerprints.slice(start, start + FINGERPRINTS_AT_ONCE);
      for (const fingerprint of await listKnownFingerprints(this.reader, some)) known.add(fingerprint);
    }
    return known;
  }
}

const untaken = ({ reading, fingerprint }: NumberedRow, known: ReadonlySet<string>): ImportOutcome =>
  reading.kind === 'blank' || (reading.kind !== 'request' && !known.has(fingerprint)) ? reading.kind : 'repeated';

const requestOf = (reading: RowReading): RequestReading | null =>
  reading.kind === 'withdrawn' ? reading.request : reading.kind === 'request' ? reading : null;
