import { Controller } from '@nestjs/common';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  DatePart,
  emptyForm,
  page,
  Press,
  readDay,
  redirect,
  refusedField,
  Show,
  submitForm,
  Text,
  Visit,
  type FieldError,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { FamilyProofs } from '../family-proofs.js';

const VIEW = 'reception-points/proof';

class ProofForm {
  @Text('receptionPoint.errors.number', 20) number?: string;
  @DatePart('receptionPoint.errors.birth') birthDay?: string;
  @DatePart('receptionPoint.errors.birth') birthMonth?: string;
  @DatePart('receptionPoint.errors.birth') birthYear?: string;
}

/** A family that is present proves its dossier before the point d'accueil adds to it. */
@Controller('point-d-accueil/completer')
@Allow(Permission.FileAtPoint)
export class ProofPages {
  constructor(private readonly proofs: FamilyProofs) {}

  @Show()
  async askProof({ words }: Visit): Promise<Page> {
    return page(VIEW, { title: words.t('pages.pointProof.name'), form: emptyForm() });
  }

  @Press('', ProofForm)
  async beginCompletion({ actor, words, form }: Visit<ProofForm>): Promise<Page | Redirect> {
    const date = readDay(form.values, 'birth');
    const wrong: FieldError[] = [
      ...(String(form.values['number'] ?? '').trim() === ''
        ? [{ field: 'number', message: 'receptionPoint.errors.number' }]
        : []),
      ...(date === null || date === 'invalid' ? [{ field: 'birth', message: 'receptionPoint.errors.birth' }] : []),
    ];
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: VIEW,
        model: () => ({ title: words.t('pages.pointProof.name') }),
        refused: ({ refusal }) => refusedField('number', refusal),
      },
      async ({ number = '' }) =>
        redirect(`/rpe/saisie/${await this.proofs.beginCompletion(actor, { number, date: date as string })}`),
    );
  }
}
