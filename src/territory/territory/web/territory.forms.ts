import { IsOptional, Matches, MaxLength, MinLength, IsString, IsEmail } from 'class-validator';
import { readPhone } from '../../../foundation/kernel/phone-number.js';
import { Phone, Ticked, YesNo, type FieldError } from '../../../foundation/platform/web/index.js';
import type { Commune, FirstDesk, LivingArea } from '../persistence/territory.entities.js';
import type { AreaInput, CommuneInput, DeskInput } from '../territory-changes.js';

const DECIMAL = /^-?\d{1,3}([.,]\d{1,8})?$/;

class Versioned {
  /** The version that the page showed; absent for something new. */
  @IsOptional()
  @Matches(/^\d{1,9}$/, { message: 'territory.errors.name' })
  version?: string;

  /** Whether the person has read what follows. */
  @Ticked('territory.errors.name') confirmed?: string;

  @IsString({ message: 'territory.errors.name' })
  @MinLength(2, { message: 'territory.errors.name' })
  @MaxLength(100, { message: 'territory.errors.name' })
  name: string;
}

export class AreaForm extends Versioned {}

export class DeskForm extends Versioned {
  @IsString({ message: 'territory.errors.address' })
  @MinLength(5, { message: 'territory.errors.address' })
  @MaxLength(200, { message: 'territory.errors.address' })
  address: string;

  @Phone('territory.errors.phone')
  phone?: string;

  @IsEmail({}, { message: 'territory.errors.email' })
  @MaxLength(80, { message: 'territory.errors.email' })
  email: string;
}

export class CommuneForm extends Versioned {
  /** INSEE code. It is given once, and never changes. */
  @IsOptional()
  @Matches(/^(\d{5}|2[AB]\d{3})$/, { message: 'territory.errors.code' })
  code?: string;

  @Matches(/^\d{5}([\s,;]+\d{5}){0,9}$/, { message: 'territory.errors.postalCodes' })
  postalCodes: string;

  @Matches(DECIMAL, { message: 'territory.errors.latitude' })
  latitude: string;

  @Matches(DECIMAL, { message: 'territory.errors.longitude' })
  longitude: string;

  @Matches(/^\d[\d\s\u00a0\u202f]{0,8}$/, { message: 'territory.errors.population' })
  population: string;

  @YesNo('territory.errors.insideRpe')
  insideRpe?: string;

  @IsString({ message: 'territory.errors.firstDeskId' })
  @MinLength(1, { message: 'territory.errors.firstDeskId' })
  firstDeskId: string;

  @IsOptional()
  @IsString({ message: 'territory.errors.livingAreaId' })
  livingAreaId?: string;
}

type Values = Readonly<Record<string, unknown>>;

const missing = (field: string): FieldError => ({ field, message: `territory.errors.${field}` });

/** A family is never without somebody to call, so a desk has a telephone. */
export const wrongDesk = ({ phone }: Values): FieldError[] => (phone ? [] : [missing('phone')]);
export const deskIn = ({ name, address, phone, email }: DeskForm): DeskInput => ({
  name,
  address,
  phone: readPhone(phone!)!,
  email,
});
export const areaIn = ({ name }: AreaForm): AreaInput => ({ name });

const decimal = (typed: string): string => typed.replace(',', '.');
const isBeyond = (typed: unknown, most: number): boolean => Math.abs(Number(decimal(String(typed ?? '')))) > most;

/** What was typed, whether or not it could be read. @param isNew a new commune needs its code */
export const wrongCommune = ({ code, insideRpe, latitude, longitude }: Values, isNew: boolean): FieldError[] => [
  ...(isNew && !code ? [missing('code')] : []),
  ...(insideRpe ? [] : [missing('insideRpe')]),
  ...(isBeyond(latitude, 90) ? [missing('latitude')] : []),
  ...(isBeyond(longitude, 180) ? [missing('longitude')] : []),
];
export const communeIn = (form: CommuneForm): CommuneInput => ({
  name: form.name,
  postalCodes: [...new Set(form.postalCodes.match(/\d{5}/g))],
  latitude: decimal(form.latitude),
  longitude: decimal(form.longitude),
  population: Number(form.population.replace(/\D/g, '')),
  insideRpe: form.insideRpe === 'yes',
  firstDeskId: form.firstDeskId,
  livingAreaId: form.livingAreaId || null,
});

export const deskValues = ({ name, address, phone, email, version }: FirstDesk): Record<string, unknown> => ({
  name,
  address,
  phone,
  email,
  version: String(version),
});
export const areaValues = ({ name, version }: LivingArea): Record<string, unknown> => ({
  name,
  version: String(version),
});
export const communeValues = (commune: Commune): Record<string, unknown> => ({
  name: commune.name,
  postalCodes: commune.postalCodes.join(', '),
  latitude: commune.latitude,
  longitude: commune.longitude,
  population: String(commune.population),
  insideRpe: commune.insideRpe ? 'yes' : 'no',
  firstDeskId: commune.firstDeskId,
  livingAreaId: commune.livingAreaId ?? '',
  version: String(commune.version),
});
