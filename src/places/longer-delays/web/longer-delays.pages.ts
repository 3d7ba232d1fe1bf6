import { Controller } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsUUID } from 'class-validator';
import { childForStaff, REASON_LIST, REASONS } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  OneOfGroups,
  page,
  Press,
  redirect,
  Show,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { PlaceWords } from '../../placement/index.js';
import { LongerDelays } from '../longer-delays.js';

class LongerDelayForm {
  @IsUUID('all', { message: 'longerDelay.errors.seen' }) offer: string;
  @Type(() => Number) @IsInt({ message: 'longerDelay.errors.seen' }) version: number;
  @OneOfGroups(REASONS.extendOffer ?? [], 'longerDelay.errors.reason') reason: string;
}

/** The desk gives a family more days to answer an offer. */
@Controller('rpe/demandes/:requestId/delai')
@Allow(Permission.TriageRequests)
export class LongerDelayPages {
  constructor(
    private readonly clock: Clock,
    private readonly delays: LongerDelays,
    private readonly places: PlaceWords,
    private readonly choices: ChoiceLists,
  ) {}

  @Show()
  async askDelay(visit: Visit): Promise<Page> {
    return page('longer-delays/ask', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', LongerDelayForm)
  async extendOffer(visit: Visit<LongerDelayForm>): Promise<Page | Redirect> {
    const requestId = visit.id('requestId');
    return visit.submit(
      {
        view: 'longer-delays/ask',
        model: () => this.model(visit),
        // The form is no longer there when the offer has ended or its delay is extended: the page of errors says why.
        refused: () => null,
      },
      async ({ offer, version, reason }) => {
        await this.delays.extendOffer(visit.actor, requestId, { offerId: offer, version }, reason);
        return redirect(`/rpe/demandes/${requestId}`, 'longerDelay.notice');
      },
    );
  }

  private async model({ words, actor, id }: Visit<object>): Promise<Record<string, unknown>> {
    const { file, offer, lastDay } = await this.delays.readDelay(actor, id('requestId'));
    const { t, day } = words;
    // The day that the family really has: a late reminder moves it.
    const known = { ...offer, deadline: offer.effectiveDeadline };
    const { provider, until } = this.places.offerArgs(known, file.request)(words);
    const late = offer.effectiveDeadline <= this.clock.now() ? 'yes' : 'no';
    return {
      title: t('longerDelay.title'),
      about: t('longerDelay.about', { child: childForStaff(words, file.request), provider, until, late }),
      gives: t('longerDelay.gives', { until: day(lastDay) }),
      here: `/rpe/demandes/${file.request.id}/delai`,
      back: `/rpe/demandes/${file.request.id}`,
      offerId: offer.id,
      version: file.request.version,
      reasons: this.choices.itemsOf(words, REASON_LIST.name, REASONS.extendOffer ?? []),
    };
  }
}
