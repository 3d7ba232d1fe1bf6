import { applyDecorators } from '@nestjs/common';
import { IsEmail, IsOptional, Matches, ValidateBy } from 'class-validator';
import {
  CHANNELS,
  NEED_KINDS,
  SITUATIONS,
  WISH_MODES,
  type Channel,
  type NeedKind,
  type Situation,
} from '../../dossier/index.js';
import { LANGUAGES, type Language } from '../../kernel/language.js';
import { readPhone } from '../../kernel/phone-number.js';
import { Choice, Text } from '../../platform/web/index.js';
import { VersionedForm, WeekForm } from './versioned.form.js';

const DayPart = (message: string): PropertyDecorator => Text(message, 20);
const YesNo = (message: string): PropertyDecorator => Choice(['yes', 'no'], message);

export class ChildAnswersForm extends VersionedForm {
  @Text('triage.errors.firstName', 100) firstName?: string;
  @Text('triage.errors.surname', 100) surname?: string;
  @DayPart('triage.errors.birth') birthDay?: string;
  @DayPart('triage.errors.birth') birthMonth?: string;
  @DayPart('triage.errors.birth') birthYear?: string;
}

export class NeedAnswersForm extends WeekForm {
  @Choice(NEED_KINDS, 'triage.errors.needKind') kind?: NeedKind;
  @DayPart('triage.errors.wantedFrom') wantedFromDay?: string;
  @DayPart('triage.errors.wantedFrom') wantedFromMonth?: string;
  @DayPart('triage.errors.wantedFrom') wantedFromYear?: string;
  @YesNo('triage.errors.shorterWeek') acceptsShorterWeek?: 'yes' | 'no';
}

export class FamilyAnswersForm extends VersionedForm {
  @Text('triage.errors.firstName', 100) adultFirstName?: string;
  @Text('triage.errors.surname', 100) adultSurname?: string;
  @IsOptional()
  @ValidateBy(
    {
      name: 'phone',
      validator: { validate: (value: unknown) => typeof value === 'string' && readPhone(value) !== null },
    },
    { message: 'triage.errors.phone' },
  )
  phone?: string;
  @IsOptional() @IsEmail({}, { message: 'triage.errors.email' }) email?: string;
  @Text('triage.errors.address', 200) addressLine?: string;
  @IsOptional() @Matches(/^\d{5}$/, { message: 'triage.errors.postalCode' }) postalCode?: string;
  @Text('triage.errors.commune', 10) communeCode?: string;
  @Text('triage.errors.communeName', 100) communeName?: string;
  @Choice(CHANNELS, 'triage.errors.channel') preferredChannel?: Channel;
  @Choice(LANGUAGES, 'dossier.errors.language') language?: Language;
  @Choice(SITUATIONS, 'triage.errors.situation') situation?: Situation;
  @DayPart('dossier.errors.returnsOn') returnsOnDay?: string;
  @DayPart('dossier.errors.returnsOn') returnsOnMonth?: string;
  @DayPart('dossier.errors.returnsOn') returnsOnYear?: string;
  @YesNo('triage.errors.loneParent') loneParent?: 'yes' | 'no';
}

/** `establishment:<id>`, `<mode>:<commune>`, or `<mode>:` for anywhere. */
const WishChoice = (): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    Matches(new RegExp(`^(${WISH_MODES.join('|')}):[\\w-]{0,80}$`), { message: 'triage.errors.wish' }),
  );

export class WishesAnswersForm extends VersionedForm {
  /** The first field is the best wish. Empty fields are skipped. */
  @WishChoice() wish1?: string;
  @WishChoice() wish2?: string;
  @WishChoice() wish3?: string;
  @WishChoice() wish4?: string;
  @WishChoice() wish5?: string;
  @WishChoice() wish6?: string;
}
