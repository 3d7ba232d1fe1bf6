import { Controller } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
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
import { RequestAgents } from '../request-agents.js';

type Model = Record<string, unknown>;

/** The choice that gives a request to nobody. */
const NOBODY = 'none';

class AgentForm {
  @Text('agent.errors.agent', 80) agent?: string;
}

/** Who follows one request. */
@Controller('rpe/demandes/:requestId/agent')
@Allow(Permission.TriageRequests)
export class RequestAgentPages {
  constructor(private readonly agents: RequestAgents) {}

  @Show()
  async showAgent(visit: Visit): Promise<Page> {
    const { model, agent } = await this.model(visit);
    return page('request-agents/agent', { ...model, form: emptyForm({ agent }) });
  }

  @Press('', AgentForm)
  async giveRequest(visit: Visit<AgentForm>): Promise<Page | Redirect> {
    const requestId = visit.id('requestId');
    const { model } = await this.model(visit);
    const isUnsaid = String(visit.form.values['agent'] ?? '') === '';
    return submitForm(
      alsoWrong(visit.form, isUnsaid ? [{ field: 'agent', message: 'agent.errors.agent' }] : []),
      { view: 'request-agents/agent', model: () => model, refused: ({ refusal }) => refusedField('agent', refusal) },
      async ({ agent = NOBODY }) => {
        await this.agents.giveRequest(visit.actor, requestId, agent === NOBODY ? null : agent);
        return redirect(`/rpe/demandes/${requestId}`, 'agent.notice.given');
      },
    );
  }

  private async model({ words, actor, id }: Visit<object>): Promise<{ model: Model; agent: string }> {
    const { request, agent, agents } = await this.agents.readAtDesk(actor, id('requestId'));
    return {
      model: {
        title: words.t('agent.ofChild', { child: childForStaff(words, request) }),
        base: `/rpe/demandes/${request.id}`,
        agents: [
          ...agents.map(({ id: value, name }) => ({ value, text: name })),
          { value: NOBODY, text: words.t('agent.nobody') },
        ],
      },
      agent: agent?.id ?? NOBODY,
    };
  }
}

class AbsenceForm {
  @DatePart('absence.errors.from') fromDay?: string;
  @DatePart('absence.errors.from') fromMonth?: string;
  @DatePart('absence.errors.from') fromYear?: string;
  @DatePart('absence.errors.to') toDay?: string;
  @DatePart('absence.errors.to') toMonth?: string;
  @DatePart('absence.errors.to') toYear?: string;
  @Text('absence.errors.standIn', 80) standIn?: string;
}

/** The field that each refusal is about. */
const FIELDS: Readonly<Record<string, string>> = { 'absence.standIn': 'standIn' };

/** Who of the desk is away, until when, and who stands in. */
@Controller('rpe/absences')
@Allow(Permission.TriageRequests)
export class Absences {
  constructor(private readonly agents: RequestAgents) {}

  @Show()
  async listAbsences(visit: Visit): Promise<Page> {
    return page('request-agents/absences', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', AbsenceForm)
  async noteAbsence(visit: Visit<AbsenceForm>): Promise<Page | Redirect> {
    const { values } = visit.form;
    const [from, to] = [readDay(values, 'from'), readDay(values, 'to')];
    const wrong: FieldError[] = [
      ...(from === null || from === 'invalid' ? [{ field: 'from', message: 'absence.errors.from' }] : []),
      ...(to === null || to === 'invalid' ? [{ field: 'to', message: 'absence.errors.to' }] : []),
      ...(String(values['standIn'] ?? '') === '' ? [{ field: 'standIn', message: 'absence.errors.standIn' }] : []),
    ];
    return submitForm(
      alsoWrong(visit.form, wrong),
      {
        view: 'request-agents/absences',
        model: () => this.model(visit),
        refused: ({ refusal }) => refusedField(FIELDS[refusal.code] ?? 'to', refusal),
      },
      async ({ standIn = '' }) => {
        await this.agents.noteAbsence(visit.actor, { from: from as string, to: to as string }, standIn);
        return redirect('/rpe/absences', 'absence.notice.noted');
      },
    );
  }

  @Press(':absenceId/retirer')
  async removeAbsence({ actor, id }: Visit): Promise<Redirect> {
    await this.agents.removeAbsence(actor, id('absenceId'));
    return redirect('/rpe/absences', 'absence.notice.removed');
  }

  private async model({ words, actor }: Visit<object>): Promise<Model> {
    const colleagues = await this.agents.listColleagues(actor);
    return {
      title: words.t('pages.absences.name'),
      colleagues: colleagues.map(({ id, name }) => ({ value: id, text: name })),
      absences: (await this.agents.listAbsences(actor)).map(({ id, name, standIn, from, to, isOwn }) => ({
        id,
        name,
        text: words.t('absence.line', { from: words.day(from), to: words.day(to), standIn }),
        isOwn,
      })),
    };
  }
}
