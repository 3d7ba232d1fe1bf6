import { Controller } from '@nestjs/common';
import { childForStaff, Dossiers } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  page,
  Press,
  redirect,
  Show,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { seenUntil } from '../domain/filings.js';
import { PointFilings } from '../point-filings.js';
import { mayReadFiler } from '../reception-points.policy.js';

/** Where a request was filed and by whom, for its desk. */
@Controller('rpe/demandes/:requestId/point-d-accueil')
@Allow(Permission.TriageRequests)
export class RequestFilers {
  constructor(
    private readonly filings: PointFilings,
    private readonly dossiers: Dossiers,
  ) {}

  @Show()
  async showFilers({ words, actor, id }: Visit): Promise<Page> {
    const { request } = await this.dossiers.requestFile(actor, id('requestId'));
    if (!mayReadFiler(actor, request)) throw new NotFound('request');
    return page('reception-points/filers', {
      title: words.t('receptionPoint.filersOf', { child: childForStaff(words, request) }),
      back: `/rpe/demandes/${request.id}`,
      filings: (await this.filings.listFilers([request.id])).map(({ point, kind, filedAt, by, isHidden }) =>
        words.t('receptionPoint.filer', {
          ...{ kind, point, at: words.instant(filedAt), by: by ?? '' },
          hidden: isHidden ? 'yes' : 'no',
        }),
      ),
    });
  }
}

/** Which points d'accueil follow a family's requests, and the family's way to end that. */
@Controller('mon-dossier/points-d-accueil')
@Allow(Permission.FollowDossier)
export class FamilyPoints {
  constructor(
    private readonly filings: PointFilings,
    private readonly settings: Settings,
  ) {}

  @Show()
  async showPoints({ words, actor }: Visit): Promise<Page> {
    const { t, day } = words;
    const months = await this.settings.get('pointFollowMonths');
    const filings = await this.filings.listForFamily(actor);
    return page('reception-points/family', {
      title: t('receptionPoint.familyTitle'),
      back: '/mon-dossier',
      points: filings.map(({ point, filedAt, isHidden }) =>
        t('receptionPoint.familyPoint', {
          point,
          at: day(dayOf(filedAt)),
          until: day(seenUntil(filedAt, months)),
          hidden: isHidden ? 'yes' : 'no',
        }),
      ),
      mayHide: filings.some(({ isHidden }) => !isHidden),
    });
  }

  @Press('arreter')
  async hideFromPoints({ actor }: Visit): Promise<Redirect> {
    await this.filings.hideFromPoints(actor);
    return redirect('/mon-dossier/points-d-accueil', 'receptionPoint.notice.hidden');
  }
}
