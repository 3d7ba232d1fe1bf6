import { Injectable } from '@nestjs/common';
import { Hooks } from '../../foundation/kernel/hooks.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import { join, type Join, type Services } from '../../foundation/platform/feature/index.js';

/**
 * A change of a child's place that somebody asks its director for. She makes it, or refuses it with a button. Words are
 * keys of messages.
 */
export interface AskedChange {
  readonly id: Id;
  readonly requestId: Id;
  /** The half-days that are asked for, from a day on. */
  readonly slots: SlotMask;
  readonly from: Day;
  /** What it is called on the page of the child, and beside the refusal. */
  readonly title: string;
  /** How it reads in the list of the year, with the half-days as `days`. */
  readonly line: string;
  /** Where the refusal is sent, below the page of the place, with what it does and its button. */
  readonly refusal: { readonly path: string; readonly text: string; readonly button: string };
}

export interface AskedChangeSource {
  /** What waits for the director of an establishment. The caller authorises. */
  readonly read: (providerId: Id) => Promise<readonly AskedChange[]>;
}

/** Asks every feature which changes of places wait for a director: her pages name none of them. */
@Injectable()
export class AskedChanges {
  readonly asked = new Hooks<AskedChangeSource>('a director looks at the places of her establishment');

  async listFor(providerId: Id): Promise<AskedChange[]> {
    const changes: AskedChange[] = [];
    for (const { read } of this.asked.all) changes.push(...(await read(providerId)));
    return changes;
  }
}

/** @param does a sentence that begins with the feature's name */
export const asksToChangePlace = <const Needs extends Parameters<typeof join>[0]>(
  does: string,
  needs: Needs,
  say: (...services: Services<Needs>) => AskedChangeSource,
): Join => join([AskedChanges, ...needs], (changes, ...services) => changes.asked.join(does, say(...services)));
