import { Controller } from '@nestjs/common';
import { Allow, FreshProof, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  OneOf,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Text,
  Visit,
  type FieldError,
  type FormPage,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { POINT_KINDS, type PointKind } from '../domain/filings.js';
import { ReceptionPoints, type PointInput } from '../reception-points.js';

const HERE = '/administration/points-d-accueil';
const VIEW = 'reception-points/point';
const LONGEST_NAME = 120;
type Model = Record<string, unknown>;

class PointForm {
  @Text('receptionPoint.errors.name', LONGEST_NAME, 'receptionPoint.errors.nameLong') name?: string;
  @OneOf(POINT_KINDS, 'receptionPoint.errors.kind') kind: PointKind;
  @Text('receptionPoint.errors.commune', 10) communeCode?: string;
  @Text('web.errors.unreadable', 9) version?: string;
}

/** The points d'accueil, as an administrator names them. Their accounts get the role on the page of accounts. */
@Controller('administration/points-d-accueil')
@Allow(Permission.ManageAccounts)
@FreshProof()
export class PointsAdministration {
  constructor(
    private readonly points: ReceptionPoints,
    private readonly territory: Territory,
  ) {}

  @Show()
  async listPoints({ words: { t } }: Visit): Promise<Page> {
    const points = await this.points.listPoints();
    return page('reception-points/points', {
      title: t('pages.receptionPoints.name'),
      table: {
        caption: t('pages.receptionPoints.name'),
        empty: t('receptionPoint.figure.noPoint'),
        columns: ['name', 'kind', 'commune'].map((name) => ({ text: t(`receptionPoint.field.${name}`) })),
        rows: points.map(({ id, name, kind, communeCodes }) => [
          { text: name, href: `${HERE}/${id}` },
          t(`receptionPoint.kind.${kind}`),
          communeCodes.map((code) => this.territory.commune(code)?.name ?? code).join(', '),
        ]),
      },
    });
  }

  @Show('nouveau')
  async showNew(visit: Visit): Promise<Page> {
    return page(VIEW, { ...this.model(visit, null), form: emptyForm() });
  }

  @Press('', PointForm)
  async createPoint(visit: Visit<PointForm>): Promise<Page | Redirect> {
    return submitForm(this.checked(visit), this.formPage(visit, null), async (form) => {
      await this.points.createPoint(visit.actor, inputOf(form));
      return redirect(HERE, 'receptionPoint.notice.created');
    });
  }

  @Show(':pointId')
  async showPoint(visit: Visit): Promise<Page> {
    const { name, kind, communeCodes, version } = await this.points.readPoint(visit.id('pointId'));
    const form = emptyForm({ name, kind, communeCode: communeCodes[0], version: String(version) });
    return page(VIEW, { ...this.model(visit, name), form });
  }

  @Press(':pointId', PointForm)
  async changePoint(visit: Visit<PointForm>): Promise<Page | Redirect> {
    const { name } = await this.points.readPoint(visit.id('pointId'));
    return submitForm(this.checked(visit), this.formPage(visit, name), async ({ version, ...form }) => {
      await this.points.changePoint(visit.actor, visit.id('pointId'), Number(version ?? 0), inputOf(form));
      return redirect(HERE, 'receptionPoint.notice.changed');
    });
  }

  private checked({ form }: Visit<PointForm>): Visit<PointForm>['form'] {
    const { name, communeCode } = form.values;
    const wrong: FieldError[] = [
      ...(String(name ?? '').trim() === '' ? [{ field: 'name', message: 'receptionPoint.errors.name' }] : []),
      ...(this.territory.commune(String(communeCode ?? '')) === null
        ? [{ field: 'communeCode', message: 'receptionPoint.errors.commune' }]
        : []),
    ];
    return alsoWrong(form, wrong);
  }

  private formPage(visit: Visit<PointForm>, name: string | null): FormPage {
    return {
      view: VIEW,
      model: () => this.model(visit, name),
      refused: ({ refusal }) => refusedField('name', refusal),
    };
  }

  /** @param name of a point that is there already; null for a new one */
  private model({ words: { t }, id }: Visit<object>, name: string | null): Model {
    return {
      title: name === null ? t('pages.newReceptionPoint.name') : t('receptionPoint.change', { name }),
      action: name === null ? HERE : `${HERE}/${id('pointId')}`,
      kinds: POINT_KINDS.map((value) => ({ value, text: t(`receptionPoint.kind.${value}`) })),
      communes: this.territory.communes().map(({ code, name: text }) => ({ value: code, text })),
    };
  }
}

const inputOf = ({ name = '', kind, communeCode = '' }: Omit<PointForm, 'version'>): PointInput => ({
  name,
  kind,
  communeCodes: [communeCode],
});
