/** A calendar that can be followed: all sessions, those of one body, or those in which one person sits. */
export type FollowedCalendar = 'territory' | `body:${string}` | `member:${string}`;

export const calendarOfBody = (bodyId: string): FollowedCalendar => `body:${bodyId}`;
export const calendarOfMember = (personKey: string): FollowedCalendar => `member:${personKey}`;

/** Whether the sessions of a body stand in a calendar, given who sits in it. */
export const standsIn = (calendar: FollowedCalendar, bodyId: string, personKeys: readonly string[]): boolean =>
  calendar === 'territory' ||
  calendar === calendarOfBody(bodyId) ||
  personKeys.some((key) => calendar === calendarOfMember(key));
