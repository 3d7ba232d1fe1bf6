import type { SittingRules } from './sitting-rules.js';

/** What is changed of a body in one go: one of its pages, or one of its members. */
export const BODY_CHANGES = [
  'identity',
  'settings',
  'rules',
  'member-add',
  'member-change',
  'member-end',
  'member-return',
] as const;
export type BodyChangeKind = (typeof BODY_CHANGES)[number];

/** The rules of a body, fact by fact. */
export const ruleFacts = ({ queue, precedence, reserves }: SittingRules): Record<string, unknown> => ({
  queue,
  precedence,
  ...reserves,
});
