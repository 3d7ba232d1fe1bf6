import { IsOptional, Matches } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import type { RowPlace } from '../database/index.js';

/** The filters of a list that are on, by name. */
export const filled = (query: object): [string, string][] =>
  Object.entries(query as Record<string, string | undefined>).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  );

/** The address of a list with these filters: codes, days and ids, and never a name. */
export function listAddress(path: string, query: object): string {
  const entries = filled(query);
  return entries.length === 0
    ? path
    : `${path}?${entries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** The place of a row as an address says it: its value in the order of the list, none where it has none, and its id. */
export const placeWritten = ({ value, id }: RowPlace): string => `${value ?? ''}~${id}`;

export function readPlace(written: string | undefined): RowPlace | undefined {
  const [value, id] = written?.split('~') ?? [];
  return id ? { value: value || null, id } : undefined;
}

/** The field of a form of filters that holds the place of a row. */
export const Place = (message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^([\d:.TZ-]{10,24})?~[0-9a-f-]{36}$/, { message }));
