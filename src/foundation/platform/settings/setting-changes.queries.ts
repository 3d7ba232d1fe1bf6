import type { Id } from '../../kernel/ids.js';
import type { Reader } from '../database/index.js';
import { SettingChange } from './setting-change.entity.js';

/** The last changes that people made, the last one first. */
export const listChanges = (from: Reader, limit: number): Promise<SettingChange[]> =>
  from.find(SettingChange, { order: { at: 'DESC', id: 'DESC' }, take: limit });

export const findChange = (from: Reader, id: Id): Promise<SettingChange | null> => from.findOne(SettingChange, { id });
