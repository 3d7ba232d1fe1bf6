import { Injectable } from '@nestjs/common';
import {
  CELLULE_DECISIONS,
  decisionLines,
  familyCode,
  type UnmaskedFamily,
} from '../../../first-desk/cellule/index.js';
import { UNMASKING_REASONS, type UnmaskingReason } from '../../../commissions/commission/index.js';
import type { ChildRequest } from '../../../dossier/dossier/index.js';
import { ageInMonths, dayOf, daysBetween } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { CelluleCase } from '../cellule-cases.js';
import { placeRows } from './given-words.js';

type Model = Record<string, unknown>;

/** A family of the cellule on its page: a code, facts that decide, no name. */
@Injectable()
export class CellulePresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  page(words: Translator, { request, today, given, decisions }: CelluleCase): Model {
    const { t, day } = words;
    const birth = request.birthDate ?? request.dueDate;
    return {
      title: t('cellule.title', { code: familyCode(request.id) }),
      id: request.id,
      facts: [
        {
          key: t('observatory.case.age'),
          value:
            birth === null
              ? t('observatory.case.unknown')
              : birth > today
                ? t('observatory.case.unborn')
                : t('observatory.case.months', { months: ageInMonths(birth, today) }),
        },
        {
          key: t('observatory.columns.commune'),
          value: this.territory.commune(request.communeCode)?.name ?? t('reporting.outside'),
        },
        {
          key: t('observatory.case.wanted'),
          value: request.wantedFrom === null ? t('observatory.case.unknown') : day(request.wantedFrom),
        },
        { key: t('observatory.case.state'), value: t(`state.${request.state}`) },
        {
          key: t('observatory.case.waits'),
          value: t('observatory.case.days', { days: daysBetween(dayOf(request.submittedAt), today) }),
        },
        {
          key: t('observatory.case.next'),
          value:
            request.nextAct && request.nextActDue && request.nextActOwner
              ? t('observatory.case.nextAct', {
                  act: t(`act.${request.nextAct}`),
                  due: day(request.nextActDue),
                  owner: t(`owner.${request.nextActOwner}`),
                })
              : t('observatory.case.noNext'),
        },
        { key: t('observatory.case.desk'), value: this.territory.desk(request.deskId).name },
      ],
      places: {
        caption: t('observatory.given.caption'),
        empty: t('observatory.given.nothing'),
        columns: ['place', 'fit', 'halfDays', 'distance', 'wish'].map((name) => ({
          text: t(`observatory.given.column.${name}`),
        })),
        rows: given === null ? [] : placeRows(words, given, this.supply),
      },
      decisions: decisionLines(words, decisions, today),
      kinds: CELLULE_DECISIONS.map((value) => ({ value, text: t(`cellule.kind.${value}`) })),
    };
  }

  unmasking({ t }: Translator, { id }: ChildRequest): Model {
    return {
      title: t('observatory.unmask.title', { code: familyCode(id) }),
      id,
      reasons: UNMASKING_REASONS.map((value) => ({ value, text: t(`commission.unmasking.reason.${value}`) })),
    };
  }

  names({ t }: Translator, { child, adults, number }: UnmaskedFamily, reason: UnmaskingReason): Model {
    return {
      reason: t(`commission.unmasking.reason.${reason}`),
      rows: [
        { key: t('commission.unmasking.child'), value: child || t('commission.unmasking.unnamed') },
        { key: t('commission.unmasking.adults'), lines: adults },
        { key: t('observatory.unmask.number'), value: number },
      ],
    };
  }
}
