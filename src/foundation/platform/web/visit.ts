import {
  createParamDecorator,
  Get,
  Injectable,
  Post,
  type ExecutionContext,
  type PipeTransform,
  type Type,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Translator } from '../i18n/index.js';
import type { Actor, ActingRequest } from '../security/index.js';
import { EmptyForm } from './fields.js';
import { checkForm, type Submitted } from './form.js';
import type { Download, Page, Redirect } from './page.js';
import { submitForm, type FormPage } from './submit-form.js';
import { RequestWords } from './words.js';

/** What a page needs to know of the request that asks for it. */
export class Visit<Fields extends object = EmptyForm> {
  constructor(
    /** Who asks. */
    readonly actor: Actor,
    /** The sentences of the language in which the page answers. */
    readonly words: Translator,
    /** What was sent, checked against the class of the form. */
    readonly form: Submitted<Fields>,
    private readonly parameters: Readonly<Record<string, string | undefined>>,
  ) {}

  /** A part of the address: `id('requestId')`. @throws Error when the route has no such part */
  readonly id = (name: string): string => {
    const value = this.parameters[name];
    if (value === undefined) throw new Error(`No ${name} in the address of this page`);
    return value;
  };

  /** Does what the form asks for, or shows its page again with what was typed and what is wrong. */
  submit(page: FormPage, act: (value: Fields) => Promise<Page | Redirect>): Promise<Page | Redirect> {
    return submitForm(this.form, page, act);
  }
}

interface VisitingRequest extends ActingRequest {
  readonly params: Record<string, string | undefined>;
}

const TheVisit = createParamDecorator((form: Type<object>, context: ExecutionContext) => ({
  request: context.switchToHttp().getRequest<VisitingRequest>(),
  form,
}));

/** Makes the visit of a request whose actor the guard has let in. */
@Injectable()
export class Visits implements PipeTransform<{ request: VisitingRequest; form: Type<object> }, Visit<object>> {
  constructor(private readonly words: RequestWords) {}

  transform({ request, form }: { request: VisitingRequest; form: Type<object> }): Visit<object> {
    const words = this.words.transform(request as FastifyRequest);
    return new Visit(request.actor!, words, checkForm(form, request.body ?? {}), request.params);
  }
}

type Handler<Fields extends object> = (visit: Visit<Fields>) => Promise<Page | Redirect | Download>;
type HandlerDecorator<Fields extends object> = <Method extends Handler<Fields>>(
  target: object,
  name: string,
  method: TypedPropertyDescriptor<Method>,
) => void;

/** A page, or a file: `@Show('jours') showDays(visit: Visit): Promise<Page>`. */
export const Show =
  (path = ''): HandlerDecorator<EmptyForm> =>
  (target, name, method) => {
    TheVisit(EmptyForm, Visits)(target, name, 0);
    Get(path)(target, name, method);
  };

/** A button: `@Press('jours', DaysForm) askDays(visit: Visit<DaysForm>): Promise<Page | Redirect>`. */
export const Press =
  <Fields extends object = EmptyForm>(path = '', form?: Type<Fields>): HandlerDecorator<Fields> =>
  (target, name, method) => {
    TheVisit(form ?? EmptyForm, Visits)(target, name, 0);
    Post(path)(target, name, method);
  };
