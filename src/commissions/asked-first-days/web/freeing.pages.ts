import { Controller } from '@nestjs/common';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  ListsFamilies,
  page,
  Press,
  redirect,
  Show,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { AskedFirstDays } from '../asked-first-days.js';
import { FreeingPresenter } from './freeing.presenter.js';

const baseOf = ({ id }: Visit<object>): string => `/eaje/${id('establishmentId')}/places-plus-tard`;

/** A director sees which places free later, and asks the families who would have to wait for them. */
@Controller('eaje/:establishmentId/places-plus-tard')
@Allow(Permission.DeclarePlaces)
export class DirectorFreeingPlaces {
  constructor(
    private readonly asked: AskedFirstDays,
    private readonly presenter: FreeingPresenter,
  ) {}

  @Show()
  @ListsFamilies('freeing-places', ['places', 'past'], { of: 'establishmentId' })
  async showPlaces(visit: Visit): Promise<Page> {
    const shown = await this.asked.readPage(visit.actor, visit.id('establishmentId'));
    return page('asked-first-days/freeing', {
      ...this.presenter.pageModel(visit.words, shown, baseOf(visit)),
      back: `/eaje/${visit.id('establishmentId')}/places`,
    });
  }

  @Show(':code/:day')
  @ListsFamilies('freeing-place', ['families'], { of: 'establishmentId' })
  async showPlace(visit: Visit): Promise<Page> {
    return page('asked-first-days/ask', { ...(await this.askModel(visit)), form: emptyForm() });
  }

  @Press(':code/:day')
  async askFamilies(visit: Visit): Promise<Redirect> {
    const [providerId, code, day] = [visit.id('establishmentId'), visit.id('code'), visit.id('day')];
    await this.asked.askFamilies(visit.actor, providerId, code, day);
    return redirect(baseOf(visit), 'firstDay.notice.asked');
  }

  @Press('questions/:askedId/reprendre')
  async takeBack(visit: Visit): Promise<Redirect> {
    await this.asked.takeBack(visit.actor, visit.id('establishmentId'), visit.id('askedId'));
    return redirect(baseOf(visit), 'firstDay.notice.takenBack');
  }

  private async askModel(visit: Visit): Promise<Record<string, unknown>> {
    const shown = await this.asked.readPlace(
      visit.actor,
      visit.id('establishmentId'),
      visit.id('code'),
      visit.id('day'),
    );
    return this.presenter.askModel(visit.words, shown, baseOf(visit));
  }
}

/** A coordinator sees the same without names, and asks nobody. */
@Controller('disponibilites/plus-tard')
@Allow(Permission.TellVacancies)
export class CoordinatorFreeingPlaces {
  constructor(
    private readonly asked: AskedFirstDays,
    private readonly supply: Supply,
    private readonly presenter: FreeingPresenter,
  ) {}

  @Show()
  listEstablishments({ words: { t } }: Visit): Promise<Page> {
    const establishments = this.supply
      .establishments()
      .map(({ id, name }) => ({ text: name, href: `/disponibilites/plus-tard/${id}` }));
    return Promise.resolve(
      page('asked-first-days/establishments', { title: t('firstDay.freeing.title'), establishments }),
    );
  }

  @Show(':establishmentId')
  @ListsFamilies('freeing-places', ['places', 'past'], { of: 'establishmentId', named: false })
  async showPlaces(visit: Visit): Promise<Page> {
    const shown = await this.asked.readPage(visit.actor, visit.id('establishmentId'));
    return page('asked-first-days/freeing', {
      ...this.presenter.pageModel(visit.words, shown, `/disponibilites/plus-tard/${visit.id('establishmentId')}`),
      back: '/disponibilites/plus-tard',
    });
  }
}
