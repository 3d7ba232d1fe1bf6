import { Controller } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Text,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { DeskWords } from '../desk-words.js';
import { LONGEST_WORDS } from '../domain/desk-words.js';
import type { WrittenWords } from '../persistence/desk-words.entity.js';

class WordsForm {
  @Text('deskWords.errors.text', LONGEST_WORDS, 'deskWords.errors.long') text?: string;
}

type Model = Record<string, unknown>;

const writtenModel = (written: readonly WrittenWords[], { words }: Visit<object>): Model[] =>
  written.map(({ text, writtenAt }) => ({ text, when: words.instant(writtenAt), datetime: writtenAt }));

/** An agent writes to the family of a request. */
@Controller('rpe/demandes/:requestId/ecrire')
@Allow(Permission.TriageRequests)
export class RequestWordsPages {
  constructor(private readonly written: DeskWords) {}

  @Show()
  async showWords(visit: Visit): Promise<Page> {
    return page('desk-words/request', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', WordsForm)
  async writeWords(visit: Visit<WordsForm>): Promise<Page | Redirect> {
    const requestId = visit.id('requestId');
    const model = await this.model(visit);
    const saysNothing = String(visit.form.values['text'] ?? '').trim() === '';
    return submitForm(
      alsoWrong(visit.form, saysNothing ? [{ field: 'text', message: 'deskWords.errors.text' }] : []),
      { view: 'desk-words/request', model: () => model, refused: ({ refusal }) => refusedField('text', refusal) },
      async ({ text = '' }) => {
        await this.written.writeWords(visit.actor, requestId, text);
        return redirect(`/rpe/demandes/${requestId}`, 'deskWords.notice.written');
      },
    );
  }

  private async model(visit: Visit<object>): Promise<Model> {
    const { request, written } = await this.written.readAtDesk(visit.actor, visit.id('requestId'));
    return {
      title: visit.words.t('deskWords.ofChild', { child: childForStaff(visit.words, request) }),
      base: `/rpe/demandes/${request.id}`,
      most: LONGEST_WORDS,
      written: writtenModel(written, visit),
    };
  }
}

/** A family reads what its desk has written to it. */
@Controller('mon-dossier/mots')
@Allow(Permission.FollowDossier)
export class FamilyWords {
  constructor(private readonly written: DeskWords) {}

  @Show()
  async showWords(visit: Visit): Promise<Page> {
    return page('desk-words/family', {
      title: visit.words.t('deskWords.own'),
      written: writtenModel(await this.written.listOwn(visit.actor), visit),
    });
  }
}
