import type { Language } from '../../kernel/language.js';
import type { Reader, Tx } from '../database/index.js';
import { MessageTextVersion } from './message-text.entity.js';

/** Every version that a person wrote, an earlier one before a later one. */
export const listAllTextVersions = (from: Reader | Tx): Promise<MessageTextVersion[]> =>
  from.find(MessageTextVersion, { order: { number: 'ASC' } });

/** The versions of the texts of a kind in one language, the last one first. */
export const listTextVersions = (from: Reader | Tx, kind: string, language: Language): Promise<MessageTextVersion[]> =>
  from.find(MessageTextVersion, { where: { kind, language }, order: { number: 'DESC' } });
