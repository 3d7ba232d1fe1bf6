import {
  CHANNELS,
  CHILD_QUESTIONS,
  CURRENT_CARES,
  EMERGENCY_REASONS,
  FACT_QUESTIONS,
  CUSTODIES,
  NEED_KINDS,
  NEED_QUESTIONS,
  WAITS_FIRST,
  REGIMES,
  SITUATIONS,
  WISH_MODES,
} from '../../../dossier/dossier/index.js';
import { LANGUAGES, type Language } from '../../../foundation/kernel/language.js';
import {
  AmountField,
  ChoiceField,
  CountField,
  DayField,
  EmailField,
  FlagField,
  ListField,
  PartField,
  PersonNameField,
  PhoneField,
  TextField,
  TimeField,
  withFlags,
} from './fields.js';

/** The body of a deposit. It asks the same questions as the parents' pages, under the names of the domain's form. */
class DayHoursDto {
  @TimeField() start: string;
  @TimeField() end: string;
}

class WeekDto {
  @PartField(() => DayHoursDto, { required: false }) mon?: DayHoursDto;
  @PartField(() => DayHoursDto, { required: false }) tue?: DayHoursDto;
  @PartField(() => DayHoursDto, { required: false }) wed?: DayHoursDto;
  @PartField(() => DayHoursDto, { required: false }) thu?: DayHoursDto;
  @PartField(() => DayHoursDto, { required: false }) fri?: DayHoursDto;
  @PartField(() => DayHoursDto, { required: false }) sat?: DayHoursDto;
  @PartField(() => DayHoursDto, { required: false }) sun?: DayHoursDto;
}

class AdultDto {
  @PersonNameField({ required: true }) firstName: string;
  @PersonNameField({ required: true }) surname: string;
  @PhoneField() phone?: string;
  @EmailField() email?: string;
  @TextField({ max: 200 }) addressLine?: string;
  @TextField({ max: 5 }) postalCode?: string;
  @TextField({
    max: 5,
    description: 'INSEE code of a commune of the territory; leave it out for another and give communeName',
  })
  communeCode?: string;
  @TextField() communeName?: string;
  @FlagField({ description: 'The other adult never reads this address, and no establishment does' })
  addressProtected?: boolean;
  @FlagField() parentalAuthority?: boolean;
  @ChoiceField(CHANNELS) preferredChannel?: string;
  @ChoiceField(SITUATIONS) situation?: string;
  @DayField({
    description: 'First day of work, studies or training; only for an adult who has none yet, on leave or not',
  })
  returnsOn?: string;
  @TextField() workplaceCommune?: string;
  @CountField(0, 80) weeklyHours?: number;
  @FlagField() atypicalHours?: boolean;
}

class HouseholdDto {
  @FlagField() loneParent?: boolean;
  @CountField(0, 20) dependentChildren?: number;
  @ChoiceField(REGIMES) regime?: string;
  @AmountField(100_000) familyQuotient?: number;
  @ChoiceField(CUSTODIES) custody?: string;
  @TextField({ max: 500 }) custodyWeeks?: string;
}

class NeedAskedDto {
  @ChoiceField(NEED_KINDS, { required: true }) kind: string;
  @ChoiceField(EMERGENCY_REASONS) urgentReason?: string;
  @DayField({ required: true }) wantedFrom: string;
  @DayField() earliestFrom?: string;
  @DayField() latestFrom?: string;
  @ChoiceField(WAITS_FIRST) waitsFirst?: string;
  @PartField(() => WeekDto) week: WeekDto;
  @CountField(1, 52) weeksPerYear?: number;
  @CountField(1, 7) minimumDays?: number;
  @ChoiceField(CURRENT_CARES) currentCare?: string;
  @DayField() currentCareEnds?: string;
}

class NeedDto extends withFlags(NeedAskedDto, NEED_QUESTIONS) {}

class WishDto {
  @ChoiceField(WISH_MODES, { required: true }) mode: string;
  @TextField({ max: 80, description: 'Id of an establishment or childminder, from GET /api/v1/providers' })
  providerId?: string;
  @TextField({ max: 5 }) communeCode?: string;
}

class IdentityDto {
  @PersonNameField() firstName?: string;
  @PersonNameField({ required: true }) surname: string;
  @DayField() birthDate?: string;
  @DayField() dueDate?: string;
}

class ChildDto extends withFlags(IdentityDto, CHILD_QUESTIONS) {
  @FlagField() siblingReceived?: boolean;
  @TextField({ max: 80 }) siblingProviderId?: string;
  @PartField(() => NeedDto) need: NeedDto;
  @ListField(() => WishDto, 1, 20) wishes: WishDto[];
}

/** Asked only because the grid in force gives points for them; none is required. */
class CriterionFactsDto extends withFlags(Object, FACT_QUESTIONS) {}

class ConsentsDto {
  @FlagField() shareWithProviders?: boolean;
  @FlagField() reminders?: boolean;
}

export class DepositDto {
  @ListField(() => AdultDto, 1, 2) adults: AdultDto[];
  @PartField(() => HouseholdDto) household: HouseholdDto;
  @ListField(() => ChildDto, 1, 6) children: ChildDto[];
  @PartField(() => CriterionFactsDto, { required: false }) criterionFacts?: CriterionFactsDto;
  @PartField(() => ConsentsDto) consents: ConsentsDto;
  /** The language in which the family is written to; French when absent. */
  @ChoiceField(LANGUAGES) language?: Language;
}
