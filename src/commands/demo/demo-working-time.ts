import { ensureAccount } from '../../territory/accounts/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Clock } from '../../foundation/kernel/clock.js';
import { addDays, mondayOf } from '../../foundation/kernel/time.js';
import type { UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import type { MonthClosing, OwnWeeks } from '../../first-desk/working-time/index.js';

const WEEKS = 13;
const GRANTS: readonly Grant[] = [{ role: 'rpe_agent', deskId: 'rpe' }];
/** Colleagues of the agent of the demonstration, so that the team has three people. Nobody signs in as them. */
const COLLEAGUES = [
  { email: 'rpe.2@marelle.example', name: 'Léa, relais petite enfance' },
  { email: 'rpe.3@marelle.example', name: 'Omar, relais petite enfance' },
];
/** Minutes a day by mission, Monday first: a day of seven hours, much of it at the desk. */
const USUAL: Readonly<Record<string, readonly number[]>> = {
  single_desk: [180, 150, 120, 150, 180],
  families: [120, 90, 60, 90, 60],
  professionals: [60, 60, 60, 90, 60],
  workshops: [0, 90, 120, 0, 0],
  administration: [60, 30, 60, 60, 90],
};

/** The day on which each does not work, Monday being the first. */
const DAYS_OFF = [-1, 2, 4];

/** Thirteen weeks of three agents, whose ended months are closed. @returns how many agents */
export async function inventWorkingTime(
  weeks: OwnWeeks,
  closing: MonthClosing,
  unitOfWork: UnitOfWork,
  clock: Clock,
  agent: Id,
  passwordHash: string,
): Promise<number> {
  const at = clock.now();
  const colleagues = await unitOfWork.run((tx) =>
    Promise.all(COLLEAGUES.map((one) => ensureAccount(tx, { ...one, grants: [...GRANTS], passwordHash, at }))),
  );
  const monday = mondayOf(clock.today());
  const team = [agent, ...colleagues];
  for (const [person, accountId] of team.entries())
    for (let back = WEEKS; back >= 1; back -= 1)
      await weeks.saveWeek(
        { kind: 'staff', accountId, name: 'Démonstration', grants: GRANTS },
        addDays(monday, -7 * back),
        0,
        Object.entries(USUAL).flatMap(([mission, days]) =>
          days.flatMap((minutes, day) =>
            minutes === 0 || day === DAYS_OFF[person]
              ? []
              : [{ day: addDays(monday, day - 7 * back), mission, minutes: minutes - 15 * ((person + back) % 3) }],
          ),
        ),
      );
  await unitOfWork.run((tx) => closing.closeMonths(tx));
  return team.length;
}
