import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STAFF_COOKIE } from '../../../territory/accounts/index.js';
import type { Track } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  keepList,
  listLeft,
  page,
  type Page,
  type Redirect,
  type Submitted,
  Words,
} from '../../../foundation/platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import type { SeenRequest } from '../desk-moves.js';
import { Enquiries } from '../enquiries.js';
import { DeskSessionListing } from '../desk-session-listing.js';
import { listed, type VersionedForm } from './versioned.form.js';
import {
  DeskAcceptForm,
  AskForm,
  CallForm,
  DeskDeclineForm,
  MoveRequestForm,
  OrientForm,
  ReopenForm,
  SessionForm,
  UnlistForm,
} from './request.form.js';
import { readMinutes } from './enquiry.form.js';
import { RequestNeighbours } from './request-neighbours.js';
import { RequestPages } from './request-pages.js';

type Answered = Promise<Page | Redirect>;
/** What the agent reads once answers are asked for. */
const ASKED = {
  written: 'triage.notice.asked',
  told: 'triage.notice.told',
  to_ring: 'triage.notice.toRing',
  no_way: 'triage.notice.noWay',
} as const;
const seen = (requestId: string, { version }: VersionedForm): SeenRequest => ({ requestId, version });

/** One request, and what its desk does to it. */
@Controller('rpe/demandes/:requestId')
@Allow(Permission.TriageRequests)
export class RequestController {
  constructor(
    private readonly pages: RequestPages,
    private readonly neighbours: RequestNeighbours,
    private readonly acts: DeskActs,
    private readonly enquiries: Enquiries,
    private readonly listing: DeskSessionListing,
  ) {}

  @Get()
  async showRequest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    const shown = await this.pages.showRequest(words, actor, id);
    keepList(request, reply, id);
    const list = listLeft(request, id);
    const neighbours = await this.neighbours.find(actor, id, list, request.cookies[STAFF_COOKIE]);
    return page(shown.view, { ...shown.model, neighbours });
  }

  @Post('prendre-en-charge')
  takeUp(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(MoveRequestForm) form: Submitted<MoveRequestForm>,
  ): Answered {
    return this.pages.answerRequestForm(words, actor, id, form, (value) =>
      this.acts.moveRequest(actor, seen(id, value), 'takeUp').then(() => 'triage.notice.takenUp'),
    );
  }

  @Post('demander')
  askForAnswers(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(AskForm) form: Submitted<AskForm>,
  ): Answered {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      async (value) => ASKED[await this.acts.askForAnswers(actor, seen(id, value), listed(value.gaps))],
      'gaps',
    );
  }

  @Post('prevenir')
  tellFirst(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(MoveRequestForm) form: Submitted<MoveRequestForm>,
  ): Answered {
    return this.pages.answerRequestForm(words, actor, id, form, (value) =>
      this.acts.tellFirst(actor, seen(id, value)).then(() => 'triage.notice.told'),
    );
  }

  @Post('completer')
  complete(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(MoveRequestForm) form: Submitted<MoveRequestForm>,
  ): Answered {
    return this.pages.answerRequestForm(words, actor, id, form, (value) =>
      this.acts.moveRequest(actor, seen(id, value), 'complete').then(() => 'triage.notice.completed'),
    );
  }

  @Post('orienter')
  orient(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(OrientForm) form: Submitted<OrientForm>,
  ): Answered {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      (value) =>
        this.acts
          .orientRequest(actor, seen(id, value), listed(value.tracks) as Track[], value.listedFor ?? null)
          .then((isListed) => {
            if (isListed) return 'triage.notice.orientedAndListed';
            return value.listedFor ? 'triage.notice.orientedNotListed' : 'triage.notice.oriented';
          }),
      form.ok && form.value.listedFor ? 'listedFor' : 'tracks',
    );
  }

  @Post('seance')
  listForSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(SessionForm) form: Submitted<SessionForm>,
  ): Answered {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      (value) => this.listing.listRequest(actor, seen(id, value), value.sessionId).then(() => 'triage.notice.listed'),
      'sessionId',
    );
  }

  @Post('seance/retirer')
  unlist(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(UnlistForm) form: Submitted<UnlistForm>,
  ): Answered {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      (value) =>
        this.listing
          .unlistRequest(actor, seen(id, value), value.unlistFrom, value.unlistReason)
          .then(() => 'triage.notice.unlisted'),
      'unlistFrom',
    );
  }

  @Post('confirmer')
  confirmNeed(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(MoveRequestForm) form: Submitted<MoveRequestForm>,
  ): Answered {
    return this.pages.answerRequestForm(words, actor, id, form, (value) =>
      this.acts.confirmNeed(actor, seen(id, value)).then(() => 'triage.notice.confirmed'),
    );
  }

  @Post('rouvrir')
  reopenRequest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(ReopenForm) form: Submitted<ReopenForm>,
  ): Answered {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      (value) =>
        this.acts
          .moveRequest(actor, seen(id, value), 'reopen', value.reopenReason)
          .then(() => 'triage.notice.reopened'),
      'reopenReason',
    );
  }

  @Post('offre/accepter')
  acceptOffer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(DeskAcceptForm) form: Submitted<DeskAcceptForm>,
  ): Answered {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      (value) =>
        this.acts
          .answerOffer(actor, seen(id, value), {
            accept: true,
            saidBy: Number(value.acceptedBy),
            keep: [value.keep ?? []].flat(),
            passesContact: value.contact === 'yes',
          })
          .then(() => 'triage.notice.accepted'),
      'acceptedBy',
    );
  }

  @Post('offre/refuser')
  declineOffer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(DeskDeclineForm) form: Submitted<DeskDeclineForm>,
  ): Answered {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      (value) =>
        this.acts
          .answerOffer(actor, seen(id, value), {
            accept: false,
            saidBy: Number(value.declinedBy),
            reason: value.declineReason,
            choice: value.declineChoice,
          })
          .then(() => this.acts.isOffered(id))
          .then((isOffered) => (isOffered ? 'triage.notice.firstNo' : 'triage.notice.declined')),
      'declineReason',
    );
  }

  @Post('appel')
  call(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(CallForm) form: Submitted<CallForm>,
  ): Answered {
    const minutes = form.ok ? readMinutes(form.value.callMinutes) : null;
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      alsoWrong(form, minutes === 'invalid' ? [{ field: 'callMinutes', message: 'triage.errors.minutes' }] : []),
      async ({ callSubject, callNote }) => {
        await this.enquiries.logCall(actor, id, {
          subject: callSubject,
          note: callNote ?? null,
          minutes: minutes === 'invalid' ? null : minutes,
        });
        return 'triage.notice.callLogged';
      },
      'callSubject',
    );
  }
}
