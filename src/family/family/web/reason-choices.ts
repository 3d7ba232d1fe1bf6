import { Injectable } from '@nestjs/common';
import { REASON_LIST } from '../../../dossier/dossier/index.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import { alsoWrong, type Submitted } from '../../../foundation/platform/web/index.js';

/** The reasons that a family may give, as they are offered now. */
@Injectable()
export class ReasonChoices {
  constructor(private readonly choices: ChoiceLists) {}

  /** The form, wrong at its reason when this was hidden while the family was answering. @param message names the field */
  stillOffered<T extends { readonly reason?: string }>(form: Submitted<T>, message: string): Submitted<T> {
    const isGone = form.ok && form.value.reason && !this.choices.isOffered(REASON_LIST.name, form.value.reason);
    return alsoWrong(form, isGone ? [{ field: 'reason', message }] : []);
  }
}
