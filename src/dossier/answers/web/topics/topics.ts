import { ADULT } from './adult.topic.js';
import { CHILD } from './child.topic.js';
import { CONSENTS } from './consents.topic.js';
import { FACTS } from './facts.topic.js';
import { HOUSEHOLD } from './household.topic.js';
import { NEED } from './need.topic.js';
import type { Topic } from './topic.js';

const TOPICS: readonly Topic[] = [
  ADULT,
  HOUSEHOLD,
  CHILD,
  NEED,
  FACTS,
  CONSENTS,
] as readonly unknown[] as readonly Topic[];

export const topicAt = (path: string): Topic | undefined => TOPICS.find((topic) => topic.path === path);
