import {
  CHANNELS,
  EMPTY_ADULT,
  mayStartLater,
  SITUATIONS,
  type AdultForm,
  type Channel,
  type Situation,
} from '../../../domain/dossier-form.js';
import { lacksSecondAdult, withAskedAdult } from '../../../domain/completeness.js';
import { isLoneWithAnother, isOfAnotherTown, type Home } from '../../../domain/contradictions.js';
import { isWithheld, WITHHELD, withWithheld } from '../../../domain/withheld.js';
import { isRefusedName } from '../../../../../foundation/kernel/person-name.js';
import { isMobile, readPhone } from '../../../../../foundation/kernel/phone-number.js';
import { addMonths, isDay, type Day } from '../../../../../foundation/kernel/time.js';
import {
  Choice,
  DatePart,
  dayInputs,
  Email,
  Name,
  Phone,
  PostalCode,
  readDay,
  Text,
  Ticked,
  WholeNumber,
  YesNo,
} from '../../../../../foundation/platform/web/index.js';
import { DraftPageForm } from './draft-page.form.js';
import { Errors, numberOf, orNull, replaceAt, shownOr, shownYesNo, withheldOn, yesNoOf, type Topic } from './topic.js';

/** A residence outside the territory: its name is then typed. */
export const ELSEWHERE = 'elsewhere';

export class AdultPage extends DraftPageForm {
  @Name('dossier.errors.firstNameLong') firstName?: string;
  @Name('dossier.errors.surnameLong') surname?: string;
  @Phone('dossier.errors.phone') phone?: string;
  @Email('dossier.errors.email') email?: string;
  @Choice(CHANNELS, 'dossier.errors.channel') preferredChannel?: Channel;
  @Text('dossier.errors.addressLong', 200) addressLine?: string;
  @PostalCode('dossier.errors.postalCode') postalCode?: string;
  @Text('dossier.errors.commune', 10) communeCode?: string;
  @Name('dossier.errors.communeNameLong') communeName?: string;
  @Ticked('dossier.errors.addressProtected') addressProtected?: string;
  @YesNo('dossier.errors.parentalAuthority') parentalAuthority?: string;
  @Choice([...SITUATIONS, WITHHELD], 'dossier.errors.situation') situation?: Situation | typeof WITHHELD;
  @DatePart('dossier.errors.returnsOn') returnsOnDay?: string;
  @DatePart('dossier.errors.returnsOn') returnsOnMonth?: string;
  @DatePart('dossier.errors.returnsOn') returnsOnYear?: string;
  @Ticked('dossier.errors.returnsOn') returnsOnWithheld?: string;
  @Name('dossier.errors.workplaceLong') workplaceCommune?: string;
  @WholeNumber('dossier.errors.weeklyHours') weeklyHours?: string;
  @YesNo('dossier.errors.atypicalHours') atypicalHours?: string;
  /** The other commune about which the person has read what it changes. */
  @Text('dossier.errors.commune', 10) movesTo?: string;
}

/** How far away, in months, an activity may start again: a parental leave lasts until the third birthday. */
const LONGEST_LEAVE_MONTHS = 48;

const readReturn = (page: AdultPage): Day | null | 'invalid' => readDay({ ...page }, 'returnsOn');

const returnsAround = (today: Day): readonly [Day, Day] => [
  addMonths(today, -LONGEST_LEAVE_MONTHS),
  addMonths(today, LONGEST_LEAVE_MONTHS),
];

const returnOf = (page: AdultPage): Day | null => {
  const day = readReturn(page);
  return isDay(day) && mayStartLater(page.situation) ? day : null;
};

const shownCommune = (adult: AdultForm): string => adult.communeCode ?? (adult.communeName ? ELSEWHERE : '');

/** The contact of this adult for each channel; undefined when it was not given. */
const reach = (page: AdultPage): Record<Channel, string | undefined> => ({
  email: page.email,
  sms: page.phone,
  phone: page.phone,
  letter: page.addressLine,
});

/** Whether text messages are preferred while the number is a landline, which cannot receive any. */
const textToLandline = ({ preferredChannel, phone }: AdultPage): boolean =>
  preferredChannel === 'sms' && Boolean(phone) && !isMobile(readPhone(phone!) ?? '+');

export const ADULT: Topic<AdultPage> = {
  path: 'responsable',
  view: 'dossier/answers/adult',
  page: AdultPage,
  count: (form) => (lacksSecondAdult(form) ? 2 : form.adults.length),
  values(form, index) {
    const adult = form.adults[index] ?? EMPTY_ADULT;
    return {
      ...adult,
      situation: shownOr(adult, 'situation', adult.situation),
      ...dayInputs('returnsOn', adult.returnsOn ?? null),
      returnsOnWithheld: isWithheld(adult, 'returnsOn') ? 'yes' : '',
      communeCode: shownCommune(adult),
      communeName: adult.communeCode ? '' : adult.communeName,
      addressProtected: adult.addressProtected ? 'yes' : '',
      parentalAuthority: shownYesNo(adult.parentalAuthority),
      atypicalHours: shownYesNo(adult.atypicalHours),
    };
  },
  check(page, { strict, communes, today, contactHidden }, index, form) {
    const { household, adults } = withAskedAdult(form, index);
    // More is required of the first adult, to whom the office writes. The second may live at the same address.
    const main = strict && index === 0 && !contactHidden;
    // Whoever does not wish to describe the other parent need not name it either.
    const named = strict && !contactHidden && (index === 0 || page.situation !== WITHHELD);
    const known =
      page.communeCode === undefined ||
      page.communeCode === ELSEWHERE ||
      communes.some(({ code }) => code === page.communeCode);
    const town = communes.find(({ code }) => code === page.communeCode);
    const homes = replaceAt<Home>(adults, index, {
      addressLine: orNull(page.addressLine),
      postalCode: orNull(page.postalCode),
    });
    const returnsOn = readReturn(page);
    const together = isLoneWithAnother(household.loneParent, homes);
    // A contradiction that was there before is asked about by itself, and keeps nobody from changing something else.
    const isNew = together && !isLoneWithAnother(household.loneParent, adults);
    const unreachable = page.preferredChannel !== undefined && !reach(page)[page.preferredChannel];
    return new Errors()
      .when(named && !page.firstName, 'firstName', 'dossier.errors.firstName')
      .when(isRefusedName(page.firstName, adults[index]?.firstName), 'firstName', 'dossier.errors.firstNameSigns')
      .when(named && !page.surname, 'surname', 'dossier.errors.surname')
      .when(isRefusedName(page.surname, adults[index]?.surname), 'surname', 'dossier.errors.surnameSigns')
      .when(named && !page.parentalAuthority, 'parentalAuthority', 'dossier.errors.parentalAuthority')
      .when(main && !page.phone && !page.email, 'phone', 'dossier.errors.phoneOrEmail')
      .when(main && !page.phone && !page.email, 'email', 'dossier.errors.emailOrPhone')
      .when(unreachable, 'preferredChannel', 'dossier.errors.channelUnknown')
      .when(textToLandline(page), 'preferredChannel', 'dossier.errors.textToLandline')
      .when(main && !page.addressLine, 'addressLine', 'dossier.errors.address')
      .when(main && !page.postalCode, 'postalCode', 'dossier.errors.postalCode')
      .when(
        isOfAnotherTown(page.postalCode, town?.postalCodes ?? []),
        'postalCode',
        'dossier.errors.postalCodeOfTown',
        { commune: town?.name ?? '', codes: town?.postalCodes.join(', ') ?? '' },
      )
      .when(index > 0 && together, 'addressLine', 'dossier.errors.secondAtHome')
      .when(index === 0 && isNew, 'addressLine', 'dossier.errors.firstAtHome')
      .when(!known || (main && !page.communeCode), 'communeCode', 'dossier.errors.commune')
      .when(page.communeCode === ELSEWHERE && !page.communeName, 'communeName', 'dossier.errors.communeName')
      .when(strict && !page.situation, 'situation', 'dossier.errors.situation')
      .whenOutside(page, 'returnsOn', returnsAround(today), {
        asked: 'dossier.errors.returnsOn',
        early: 'dossier.errors.returnsOnEarly',
        late: 'dossier.errors.returnsOnLate',
      })
      .when(
        isDay(returnsOn) && page.situation !== undefined && !mayStartLater(page.situation),
        'returnsOn',
        'dossier.errors.returnsWithoutLeave',
      )
      .when(isDay(returnsOn) && page.returnsOnWithheld !== undefined, 'returnsOn', 'dossier.errors.saidAndWithheld')
      .when((numberOf(page.weeklyHours) ?? 0) > 80, 'weeklyHours', 'dossier.errors.weeklyHours').list;
  },
  apply(form, index, page, { communes }) {
    const commune = communes.find(({ code }) => code === page.communeCode);
    const said: AdultForm = {
      firstName: orNull(page.firstName),
      surname: orNull(page.surname),
      phone: page.phone ? readPhone(page.phone) : null,
      email: page.email?.toLowerCase() ?? null,
      addressLine: orNull(page.addressLine),
      postalCode: orNull(page.postalCode),
      communeCode: commune?.code ?? null,
      communeName: commune?.name ?? (page.communeCode === ELSEWHERE ? orNull(page.communeName) : null),
      addressProtected: page.addressProtected ? true : null,
      parentalAuthority: yesNoOf(page.parentalAuthority),
      preferredChannel: page.preferredChannel ?? null,
      situation: page.situation === WITHHELD ? null : (page.situation ?? null),
      returnsOn: returnOf(page),
      workplaceCommune: orNull(page.workplaceCommune),
      weeklyHours: numberOf(page.weeklyHours),
      atypicalHours: yesNoOf(page.atypicalHours),
    };
    const adult = withWithheld(said, [
      ...withheldOn(page, ['situation']),
      ...(page.returnsOnWithheld && mayStartLater(said.situation) && said.returnsOn === null ? ['returnsOn'] : []),
    ]);
    return { ...form, adults: replaceAt(withAskedAdult(form, index).adults, index, adult) };
  },
};
