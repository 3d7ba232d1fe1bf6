import { Controller } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  ListsFamilies,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Visit,
  type ListRow,
  type Page,
  type Redirect,
  type WorkList,
} from '../../../foundation/platform/web/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import { momentWords } from '../appointment-words.js';
import { deskOf, type Host } from '../hosts.js';
import { Meetings, type MeetingNow } from '../meetings.js';
import type { Model } from './appointment-models.js';
import { MEETING_FIELD_OF, MeetingForm, readMeeting } from './receiving.form.js';
import { ReceivingPresenter } from './receiving.presenter.js';

const BASE = '/rpe/rendez-vous';
const HERE = `${BASE}/reunions`;

/** The collective meetings of a desk: opened, listed with who comes, cancelled. */
@Controller('rpe/rendez-vous/reunions')
@Allow(Permission.TriageRequests)
export class DeskMeetings {
  constructor(
    private readonly meetings: Meetings,
    private readonly hosts: AppointmentHosts,
    private readonly present: ReceivingPresenter,
  ) {}

  @Show()
  async listMeetings(visit: Visit): Promise<Page> {
    const { words, actor } = visit;
    const { t } = words;
    const list: WorkList = {
      caption: t('pages.meetings.name'),
      empty: t('meeting.none'),
      columns: [
        { text: t('meeting.column.subject'), width: 'name' },
        { text: t('appointment.column.when'), width: 'due', plain: true },
        { text: t('meeting.column.left'), width: 'mark', plain: true },
        { text: t('appointment.column.where'), width: 'rest', plain: true },
      ],
      rows: (await this.meetings.listComing(actor)).map((one) => ({
        cells: [
          { text: one.meeting.subject, href: `${HERE}/${one.meeting.id}` },
          momentWords(words, one.meeting),
          t('meeting.left', { count: one.left }),
          one.meeting.place,
        ],
        families: [],
      })),
    };
    return page('appointments/meetings', { ...this.frame(visit), title: t('pages.meetings.name'), list });
  }

  @Show('ouvrir')
  showForm(visit: Visit): Promise<Page> {
    const place = this.hosts.addressOf(this.desksOf(visit)[0]!);
    return Promise.resolve(page('appointments/open-meeting', { ...this.openModel(visit), form: emptyForm({ place }) }));
  }

  @Press('ouvrir', MeetingForm)
  openMeeting(visit: Visit<MeetingForm>): Promise<Page | Redirect> {
    const { form, wanted } = readMeeting(visit.form, deskOf(this.desksOf(visit)[0]!)!);
    return submitForm(
      form,
      {
        view: 'appointments/open-meeting',
        model: () => this.openModel(visit),
        refused: ({ refusal }) => refusedField(MEETING_FIELD_OF[refusal.code] ?? 'on', refusal),
      },
      async () => {
        await this.meetings.openMeeting(visit.actor, wanted);
        return redirect(HERE, 'meeting.notice.opened');
      },
    );
  }

  @Show(':meetingId')
  @ListsFamilies('meeting', ['list'], { of: 'meetingId' })
  async showMeeting(visit: Visit): Promise<Page> {
    const { words, actor, id } = visit;
    const { t } = words;
    const { meeting, families, left } = await this.meetings.readMeeting(actor, id('meetingId'));
    const list: WorkList = {
      caption: t('meeting.families'),
      empty: t('meeting.nobody'),
      columns: [
        { text: t('appointment.column.child'), width: 'name' },
        { text: t('meeting.howMany'), width: 'rest', plain: true },
      ],
      rows: families.map(({ booking, request }): ListRow => ({
        cells: [
          {
            text: childForStaff(words, request),
            href: `/rpe/demandes/${request.joinedIntoId ?? request.id}/rendez-vous`,
          },
          t('meeting.persons', { count: booking.persons }),
        ],
        families: [request.id],
      })),
    };
    return page('appointments/meeting', {
      ...this.frame(visit),
      title: meeting.subject,
      when: momentWords(words, meeting),
      place: meeting.place,
      left: t('meeting.left', { count: left }),
      booked: t('meeting.booked', { count: bookedOf({ meeting, left }) }),
      cancelled: meeting.cancelledAt !== null,
      id: meeting.id,
      list,
      form: emptyForm(),
    });
  }

  @Press(':meetingId/annuler')
  async cancelMeeting({ actor, id }: Visit): Promise<Redirect> {
    await this.meetings.cancelMeeting(actor, id('meetingId'));
    return redirect(HERE, 'meeting.notice.meetingCancelled');
  }

  private desksOf({ actor }: Visit<object>): Host[] {
    const hosts = this.hosts.desksFor(actor);
    if (hosts.length === 0) throw new NotFound('desk');
    return hosts;
  }

  private frame(visit: Visit<object>): Model {
    return this.present.frame(visit.words, BASE, this.desksOf(visit));
  }

  private openModel(visit: Visit<object>): Model {
    return {
      ...this.frame(visit),
      title: visit.words.t('pages.openMeeting.name'),
      desks: this.present.deskOptions(this.desksOf(visit)),
    };
  }
}

const bookedOf = ({ meeting, left }: Pick<MeetingNow, 'meeting' | 'left'>): number => meeting.seats - left;
