import { Controller } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
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
  Visit,
  type FieldError,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Adaptations } from '../adaptations.js';
import { STEPS, type Step } from '../domain/adaptation-step.js';
import { AdaptationPresenter } from './adaptation.presenter.js';

class StepForm {
  @IsOptional() details?: string | string[];
  @DatePart('adaptation.errors.day') onDay?: string;
  @DatePart('adaptation.errors.day') onMonth?: string;
  @DatePart('adaptation.errors.day') onYear?: string;
  @DatePart('adaptation.errors.back') backDay?: string;
  @DatePart('adaptation.errors.back') backMonth?: string;
  @DatePart('adaptation.errors.back') backYear?: string;
}

/** The field that each refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'adaptation.notYet': 'on',
  'adaptation.comeBackPast': 'back',
  'adaptation.comeBackTooFar': 'back',
};
const LIST = 'adaptation/steps';
const FORM = 'adaptation/step';

/** What the desk and a nursery do with an adaptation: the same pages, below the page that each has of the request. */
abstract class AdaptationPages {
  protected abstract readonly requests: string;

  constructor(
    private readonly adaptations: Adaptations,
    private readonly present: AdaptationPresenter,
    private readonly clock: Clock,
  ) {}

  protected async list({ words, actor, id }: Visit): Promise<Page> {
    const followed = await this.adaptations.readFollowed(actor, id('requestId'));
    return page(LIST, this.present.listModel(words, followed, this.requestOf(id)));
  }

  protected async form({ words, actor, id }: Visit): Promise<Page> {
    const followed = await this.adaptations.readFollowed(actor, id('requestId'));
    const [onYear, onMonth, onDay] = this.clock.today().split('-');
    const model = this.present.stepFormModel(words, followed, stepIn(id), this.requestOf(id));
    return page(FORM, { ...model, form: emptyForm({ onDay, onMonth, onYear }) });
  }

  protected async record({ words, actor, id, form }: Visit<StepForm>): Promise<Page | Redirect> {
    const [requestId, step] = [id('requestId'), stepIn(id)];
    const followed = await this.adaptations.readFollowed(actor, requestId);
    const [day, comeBackOn] = [readDay(form.values, 'on'), readDay(form.values, 'back')];
    const wrong: FieldError[] = [];
    if (day === null || day === 'invalid') wrong.push({ field: 'on', message: 'adaptation.errors.day' });
    if (comeBackOn === 'invalid') wrong.push({ field: 'back', message: 'adaptation.errors.back' });
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: FORM,
        model: () => this.present.stepFormModel(words, followed, step, this.requestOf(id)),
        refused: ({ refusal }) => refusedField(FIELDS[refusal.code] ?? 'details', refusal),
      },
      async ({ details = [] }) => {
        await this.adaptations.recordStep(actor, requestId, {
          step,
          details: [details].flat().map(String),
          day: day as Day,
          comeBackOn,
        });
        return redirect(`${this.requestOf(id)}/adaptation`, 'adaptation.notice.recorded');
      },
    );
  }

  protected async remove({ actor, id }: Visit): Promise<Redirect> {
    await this.adaptations.removeStep(actor, id('requestId'), id('stepId'));
    return redirect(`${this.requestOf(id)}/adaptation`, 'adaptation.notice.removed');
  }

  private requestOf(id: Visit['id']): string {
    return `${this.requests}/${id('requestId')}`;
  }
}

/** @throws NotFound when the address names no step */
function stepIn(id: Visit['id']): Step {
  const step = STEPS.find((one) => one === id('step'));
  if (!step) throw new NotFound('step');
  return step;
}

/** The adaptation of a child, as its desk follows it. */
@Controller('rpe/demandes/:requestId/adaptation')
@Allow(Permission.TriageRequests)
export class DeskAdaptation extends AdaptationPages {
  protected readonly requests = '/rpe/demandes';

  constructor(adaptations: Adaptations, present: AdaptationPresenter, clock: Clock) {
    super(adaptations, present, clock);
  }

  @Show()
  showSteps(visit: Visit): Promise<Page> {
    return this.list(visit);
  }

  @Show(':step')
  showForm(visit: Visit): Promise<Page> {
    return this.form(visit);
  }

  @Press(':step', StepForm)
  recordStep(visit: Visit<StepForm>): Promise<Page | Redirect> {
    return this.record(visit);
  }

  @Press('etapes/:stepId/retirer')
  removeStep(visit: Visit): Promise<Redirect> {
    return this.remove(visit);
  }
}

/** The same, as the director of a wished establishment follows it. */
@Controller('eaje/demandes/:requestId/adaptation')
@Allow(Permission.DeclarePlaces)
export class NurseryAdaptation extends AdaptationPages {
  protected readonly requests = '/eaje/demandes';

  constructor(adaptations: Adaptations, present: AdaptationPresenter, clock: Clock) {
    super(adaptations, present, clock);
  }

  @Show()
  showSteps(visit: Visit): Promise<Page> {
    return this.list(visit);
  }

  @Show(':step')
  showForm(visit: Visit): Promise<Page> {
    return this.form(visit);
  }

  @Press(':step', StepForm)
  recordStep(visit: Visit<StepForm>): Promise<Page | Redirect> {
    return this.record(visit);
  }

  @Press('etapes/:stepId/retirer')
  removeStep(visit: Visit): Promise<Redirect> {
    return this.remove(visit);
  }
}
