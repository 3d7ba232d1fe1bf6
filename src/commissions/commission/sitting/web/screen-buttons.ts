import { Injectable } from '@nestjs/common';
import type { Id } from '../../../../foundation/kernel/ids.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../../foundation/platform/security/index.js';
import {
  redirect,
  submitForm,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { ButtonForm } from '../../planning/web/planning.form.js';
import { SessionAccess } from '../../session/session-access.js';
import { queryOf, type CaseQuery } from './case-filter.js';
import { SittingParts } from './sitting-parts.js';

/** The buttons of the session screen. */
@Injectable()
export class ScreenButtons {
  constructor(
    private readonly access: SessionAccess,
    private readonly say: Sentences,
    private readonly parts: SittingParts,
  ) {}

  /**
   * Does the work of a button and goes on. When the work is refused, shows the screen in its present state with the
   * refusal.
   */
  async press(
    words: Translator,
    actor: Actor,
    { id, asked }: { id: Id; asked: CaseQuery },
    form: Submitted<ButtonForm>,
    notice: string,
    work: (version: number) => Promise<unknown>,
    next = `seance${queryOf(asked)}`,
  ): Promise<Page | Redirect> {
    await this.access.readSession(actor, id);
    // A button that the present screen does not have comes from a screen that is out of date.
    const pressed = form.ok ? form : { ok: true as const, value: { version: -1 }, values: form.values };
    return submitForm(
      pressed,
      {
        view: 'commission/sitting/sitting',
        model: () => this.parts.model(words, actor, id, 'screen', asked),
        refused: ({ refusal }) => ({ model: { refused: this.say.refusalSentence(words, refusal) }, values: {} }),
      },
      async ({ version }) => {
        await work(version);
        return redirect(`/commissions/${id}/${next}`, notice);
      },
    );
  }
}
