import { IsNull } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Reader, Tx } from '../database/index.js';
import { Message, type MessageState } from './message.entity.js';

/** The letters of a tray that nobody has printed yet; null is the tray of what concerns no desk. */
export const findWaitingLetters = (from: Reader | Tx, deskId: string | null, most: number): Promise<Message[]> =>
  from.find(Message, { where: { state: 'to_do', channel: 'letter', deskId: deskId ?? IsNull() }, take: most });

/** The letters of a batch, of one state or of all. */
export const findLettersOf = (from: Reader | Tx, batchId: Id, state?: MessageState): Promise<Message[]> =>
  from.find(Message, { where: { batchId, ...(state ? { state } : {}) } });

/** Keeps the words of a letter as they were printed, and whether it is still to be sent. */
export async function keepAsPrinted(tx: Tx, { id, subject, body, state }: Message): Promise<void> {
  await tx.update(Message, { id }, { subject, body, state });
}
