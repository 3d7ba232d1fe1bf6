import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { checkForm } from '../../../foundation/platform/web/index.js';
import { FigureLists, type FigureFamilies } from '../../../first-desk/triage/index.js';
import { figureParts, listAddress } from '../domain/family-query.js';
import { FamilyList } from '../family-list.js';
import { mayReadFigures } from '../observatory.policy.js';
import { FamilyListQuery, queryOf } from './family-list.form.js';
import { FamilyListPresenter } from './family-list.presenter.js';

/** Opens the families of a figure in the inbox of a desk: the same filter, and the same number. */
@Injectable()
export class InboxFigures implements OnModuleInit {
  constructor(
    private readonly figures: FigureLists,
    private readonly list: FamilyList,
    private readonly presenter: FamilyListPresenter,
  ) {}

  onModuleInit(): void {
    this.figures.asked.join('observatory finds the families that it counts', (actor, code) => this.find(actor, code));
  }

  private async find(actor: Actor, code: string): Promise<FigureFamilies | null> {
    const asked = checkForm(FamilyListQuery, figureParts(code));
    if (!asked.ok || !mayReadFigures(actor)) return null;
    const query = queryOf(asked.value);
    const { families, requestIds } = await this.list.findRequestIds(query);
    return {
      families,
      requestIds,
      href: listAddress(query),
      nameIn: (words) => this.presenter.nameWords(words, query).join(' · '),
    };
  }
}
