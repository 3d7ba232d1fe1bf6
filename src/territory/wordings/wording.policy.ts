import { refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import type { Audience } from '../../foundation/platform/outbox/index.js';
import { Permission, ROLE_PERMISSIONS, type Grant } from '../../foundation/platform/security/index.js';

const OF_FAMILIES: readonly Audience[] = ['family', 'draft'];

/** Whether the texts of a kind are changed by two people: a family reads them as the words of the institution. */
export const takesTwo = ({ to }: { readonly to: Audience }): boolean => OF_FAMILIES.includes(to);

/** Who may agree, and is written to when somebody asks. */
export const isToldOfTexts = ({ role }: Grant): boolean => ROLE_PERMISSIONS[role].includes(Permission.ChangeSettings);

/** @param agreeing who wants to agree: `staff:<account>` */
export const judgeAgreement = ({ askedBy }: { readonly askedBy: string }, agreeing: string): Refusal | null =>
  askedBy === agreeing ? refuse('messageText.ownProposal') : null;
