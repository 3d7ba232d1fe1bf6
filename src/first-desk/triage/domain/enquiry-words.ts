/** How people contact the desk. Imported channels are none of these: no agent notes such a contact. */
export const ENQUIRY_CHANNELS = ['phone', 'visit', 'mail', 'web'] as const;
/** `list`: a waiting list from before the desk. `monenfant`: a request made on monenfant.fr. */
export const IMPORTED_CHANNELS = ['list', 'monenfant'] as const;
export type EnquiryChannel = (typeof ENQUIRY_CHANNELS)[number] | (typeof IMPORTED_CHANNELS)[number];

export const ENQUIRY_SUBJECTS = [
  'find_care',
  'follow_up',
  'childminder',
  'cost',
  'urgent',
  'becoming_childminder',
  'other',
] as const;
export type EnquirySubject = (typeof ENQUIRY_SUBJECTS)[number];

/** Whether anybody answered when the desk called. */
export const CALL_SUBJECTS = ['call_answered', 'call_unanswered'] as const;
export type CallSubject = (typeof CALL_SUBJECTS)[number];

/** The most minutes of one contact: a longer one is a typing error. */
export const LONGEST_CONTACT_MINUTES = 480;

/** The list of subjects from which an agent chooses. */
export const SUBJECT_LIST = 'subject';

/** How an answer was given. `none`: there is nothing to answer. */
export const ANSWER_MEANS = ['spoken', 'mail', 'sms', 'paper', 'none'] as const;
export type AnswerMeans = (typeof ANSWER_MEANS)[number];

/** Whether the desk called a family about its request: such a contact stays with that request. */
export const isCall = (subject: string): boolean => CALL_SUBJECTS.some((call) => call === subject);
