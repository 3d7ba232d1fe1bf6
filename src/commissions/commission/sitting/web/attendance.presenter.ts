import { Injectable } from '@nestjs/common';
import type { Refusal } from '../../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { ATTENDANCE_STATUSES, type Quorum } from '../../domain/quorum.js';
import type { Sitting } from '../session-queries.js';
import { statusValue } from './attendance.form.js';

/** The attendance of members: its form, and the sentence that says whether there is a quorum. */
@Injectable()
export class AttendancePresenter {
  model(words: Translator, { session, members, days, quorum }: Sitting): Record<string, unknown> {
    const { t, fullDay } = words;
    const day = days.at(-1);
    return {
      id: session.id,
      heading: t('commission.attendance.title'),
      intro: t('commission.attendance.intro', { day: fullDay(dayOf(day?.startsAt ?? session.startsAt)) }),
      quorumText: this.quorum(words, quorum),
      closed: session.state === 'closed',
      lines: members.map((member, line) => ({
        field: `m${line}`,
        byField: `b${line}`,
        arrivedField: `a${line}`,
        leftField: `l${line}`,
        name: member.label,
        statuses: ATTENDANCE_STATUSES.map((status) => ({
          value: statusValue(member.id, status),
          text: t(`commission.attendance.status.${status}`),
        })),
        others: members.filter(({ id }) => id !== member.id).map(({ id, label }) => ({ value: id, text: label })),
      })),
    };
  }

  formValues({ session, members, days }: Sitting): Record<string, unknown> {
    const noted = days.at(-1)?.attendance ?? [];
    return Object.fromEntries([
      ['version', session.version],
      ...members.flatMap((member, line): [string, string][] => {
        const attendance = noted.find(({ memberId }) => memberId === member.id);
        const by = members.find(({ label }) => label === attendance?.representedBy)?.id;
        return [
          ...(attendance ? [[`m${line}`, statusValue(member.id, attendance.status)] as [string, string]] : []),
          ...(by ? [[`b${line}`, by] as [string, string]] : []),
          [`a${line}`, attendance?.arrivedAt ?? ''],
          [`l${line}`, attendance?.leftAt ?? ''],
        ];
      }),
    ]);
  }

  /** The field of the form that a refusal is about. */
  fieldOf({ members }: Pick<Sitting, 'members'>, { code, facts }: Refusal): string {
    const line = members.findIndex(({ label }) => label === facts?.['member']);
    if (line === -1) return 'm0';
    return code === 'attendance.representative' ? `b${line}` : `a${line}`;
  }

  /** The quorum as shown at the top of a screen. Empty where the body has no quorum and nobody was recorded. */
  quorum({ t }: Translator, { needed, present }: Quorum): string {
    if (needed === null) return t('commission.attendance.present', { present });
    return t(present >= needed ? 'commission.attendance.reached' : 'commission.attendance.missing', {
      present,
      needed,
    });
  }
}
