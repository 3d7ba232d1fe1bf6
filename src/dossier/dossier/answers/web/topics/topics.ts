import { ADULT } from './adult.topic.js';
import { CHILD } from './child.topic.js';
import { CONSENTS } from './consents.topic.js';
import { FACTS } from './facts.topic.js';
import { HOUSEHOLD } from './household.topic.js';
import { NEED } from './need.topic.js';
import type { DraftPageForm } from './draft-page.form.js';
import type { Topic } from './topic.js';

const TOPICS: readonly Topic[] = [
  ADULT,
  HOUSEHOLD,
  CHILD,
  NEED,
  FACTS,
  CONSENTS,
] as readonly unknown[] as readonly Topic[];

/** A page of a topic: which of its pages, from 0; null for a topic that has a single page. */
export interface TopicPage {
  readonly topic: Topic<DraftPageForm>;
  readonly index: number;
  readonly step: { readonly path: string; readonly index: number | null };
}

/**
 * The page at an address of a sent request, which has one child.
 * @param adults how many adults have a page
 */
export function topicPageAt(path: string, rank: string | undefined, adults: number): TopicPage | undefined {
  const topic = topicAt(path) as Topic<DraftPageForm> | undefined;
  const index = rank === undefined ? 0 : Number(rank) - 1;
  const last = path === 'responsable' ? adults - 1 : 0;
  if (!topic || !Number.isInteger(index) || index < 0 || index > last) return undefined;
  return { topic, index, step: { path, index: rank === undefined ? null : index } };
}

export const topicAt = (path: string): Topic | undefined => TOPICS.find((topic) => topic.path === path);
