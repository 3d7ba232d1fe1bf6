import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../../test/support/runner.js';
import type { ListedCommune } from '../domain/communes.js';
import { planImport, type ImportPlan } from '../domain/plan.js';
import { readList, type ListFile } from './read-list.js';

const { communes } = JSON.parse(readFileSync('data/communes.json', 'utf8')) as { communes: ListedCommune[] };

const open = (name: string): ListFile => readList(readFileSync(`data/waiting-lists/${name}.csv`));
const plan = (name: string): ImportPlan =>
  planImport(open(name), name, { communes, importedOn: '2026-11-24', sourceProviderId: `provider-${name}` });

describe('the three lists of the basin', () => {
  it.each([
    ['montceau', 'windows-1252', ';', { rows: 99, blank: 0, unreadable: 0, withdrawn: 0, requests: 99, repeated: 0 }],
    ['blanzy', 'utf-8-bom', ',', { rows: 74, blank: 1, unreadable: 0, withdrawn: 0, requests: 73, repeated: 1 }],
    ['saint-vallier', 'utf-8', ';', { rows: 68, blank: 0, unreadable: 0, withdrawn: 0, requests: 68, repeated: 2 }],
  ])('%s is read whole', (name, encoding, separator, counts) => {
    expect(open(name)).toMatchObject({ encoding, separator });
    expect(plan(name).counts).toEqual(counts);
    expect(plan(name).columns.unknown).toEqual([]);
  });

  it.each([
    ['montceau', {}],
    ['blanzy', { 68: 37 }],
    ['saint-vallier', { 65: 34, 67: 19 }],
  ])('%s has its rows written twice found', (name, expected) => {
    const twice = plan(name).rows.filter(({ sameAsLine }) => sameAsLine !== null);
    expect(Object.fromEntries(twice.map(({ row, sameAsLine }) => [row.line, sameAsLine]))).toEqual(expected);
  });

  it.each([
    ['montceau', 7, 'child.birthDate', 'not_a_date'],
    ['montceau', 76, 'child.birthDate', 'too_far_ahead'],
    ['montceau', 79, 'child.birthDate', 'too_far_ahead'],
    ['montceau', 98, 'child.birthDate', 'too_far_ahead'],
    ['montceau', 65, 'child.birthDate', 'future_birth_read_as_due'],
    ['montceau', 91, 'child.dueDate', 'due_date_passed'],
    ['montceau', 9, null, null],
    ['blanzy', 4, 'requestedOn', 'long_before_birth'],
    ['saint-vallier', 28, 'adult.contact', 'no_number'],
    ['saint-vallier', 61, 'child.birthDate', 'impossible_date'],
  ])('%s line %i: %s %s', (name, line, field, reason) => {
    const reading = plan(name).rows.find(({ row }) => row.line === line)?.reading;
    const found =
      reading?.kind === 'request' ? reading.problems.map((problem) => [problem.field, problem.reason]) : null;
    if (field === null) expect(found).toEqual([]);
    else expect(found).toContainEqual([field, reason]);
  });

  it('finds every commune in the territory', () => {
    const codes = ['montceau', 'blanzy', 'saint-vallier'].flatMap((name) =>
      plan(name).rows.flatMap(({ reading }) =>
        reading.kind === 'request' ? [reading.form.adults[0]?.communeCode] : [],
      ),
    );
    expect(codes).toHaveLength(240);
    expect(codes).not.toContain(null);
  });
});
