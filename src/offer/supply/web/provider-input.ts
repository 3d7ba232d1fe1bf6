import { readPhone } from '../../../foundation/kernel/phone-number.js';
import { refusedField, type FieldError } from '../../../foundation/platform/web/index.js';
import { CARE_KINDS } from '../../../foundation/kernel/care-kinds.js';
import type { EstablishmentKind, Funding, ProviderKind } from '../domain/kinds.js';
import { judgePrice } from '../domain/price.js';
import type { ProviderContact, ProviderIdentity, ProviderWords } from '../provider-changes.js';
import { neededText, readBands } from './provider-forms.js';

type Values = Readonly<Record<string, unknown>>;

const textOf = (values: Values, field: string): string | null => String(values[field] ?? '').trim() || null;

/** What a provider is, as it was typed. Adds an error for what has to be said of its kind and is not. */
export function readIdentity(kind: ProviderKind, values: Values, wrong: FieldError[]): ProviderIdentity {
  const name = neededText(values, 'name', 'provider.errors.name', wrong);
  const establishmentKind =
    kind === 'establishment'
      ? neededText(values, 'establishmentKind', 'provider.errors.establishmentKind', wrong)
      : null;
  const communeCode = neededText(values, 'commune', 'provider.errors.commune', wrong);
  const capacity = CARE_KINDS[kind].counted ? neededText(values, 'capacity', 'provider.errors.capacity', wrong) : '0';
  const hourly = textOf(values, 'hourly');
  const identity = {
    name,
    establishmentKind: (establishmentKind || null) as EstablishmentKind | null,
    communeCode,
    manager: textOf(values, 'manager'),
    funding: textOf(values, 'funding') as Funding | null,
    hourlyCents: hourly === null ? null : Math.round(Number(hourly.replace(/\s/g, '').replace(',', '.')) * 100),
    authorisedCapacity: Number(capacity),
    agreedBands: readBands(values, wrong),
    avip: values['avip'] === 'yes',
    mamId: kind === 'childminder' ? textOf(values, 'mam') : null,
  };
  const refusal = judgePrice(identity);
  if (refusal) wrong.push(refusedField(refusal.code === 'provider.hourlyOfScale' ? 'hourly' : 'funding', refusal));
  return identity;
}

export function readContact(values: Values): ProviderContact {
  const phone = textOf(values, 'phone');
  return {
    address: textOf(values, 'address'),
    phone: phone && readPhone(phone),
    email: textOf(values, 'email'),
    webPage: textOf(values, 'webPage'),
  };
}

export const readWords = (values: Values): ProviderWords => ({
  howItWorks: textOf(values, 'howItWorks'),
  howItWorksEn: textOf(values, 'howItWorksEn'),
  accessibility: textOf(values, 'accessibility'),
  adaptationExperience: textOf(values, 'adaptationExperience'),
  atypicalHours: values['atypicalHours'] === 'yes',
});
