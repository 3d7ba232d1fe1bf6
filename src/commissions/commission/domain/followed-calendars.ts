/** A calendar that can be followed: all sessions, those of one body, or those of one member. */
export type FollowedCalendar = 'territory' | `body:${string}` | `member:${string}`;

export const calendarOfBody = (bodyId: string): FollowedCalendar => `body:${bodyId}`;
export const calendarOfMember = (personKey: string): FollowedCalendar => `member:${personKey}`;

/** Whether a calendar contains the sessions of a body with these members. */
export const standsIn = (calendar: FollowedCalendar, bodyId: string, personKeys: readonly string[]): boolean =>
  calendar === 'territory' ||
  calendar === calendarOfBody(bodyId) ||
  personKeys.some((key) => calendar === calendarOfMember(key));
