import type { Instance, Target } from './proposer.js';

/** The places of an instance as they fill up. */
export class SeatRoom {
  private readonly held = new Map<string, number>();

  constructor(private readonly instance: Instance) {}

  private key(target: Target, slot: string): string {
    return `${target.at}\n${target.section}\n${slot}`;
  }

  free(target: Target, slot: string): number {
    const places = target.section === null ? 0 : (this.instance.establishments[target.at]?.capacity[target.section]?.[slot] ?? 0);
    return places - (this.held.get(this.key(target, slot)) ?? 0);
  }

  /** The half-days of a target without a place left, in the instance's order. */
  fullSlots(target: Target): string[] {
    return this.instance.slots.filter((slot) => target.slots.includes(slot) && this.free(target, slot) < 1);
  }

  take(target: Target, seats = 1): void {
    for (const slot of target.slots) this.held.set(this.key(target, slot), (this.held.get(this.key(target, slot)) ?? 0) + seats);
  }

  /** Takes all of them, or none. @returns the first target without room, or null when all were taken */
  takeAll(targets: readonly Target[]): Target | null {
    for (const [index, target] of targets.entries()) {
      if (target.section === null || target.slots.length === 0 || this.fullSlots(target).length > 0) {
        for (const taken of targets.slice(0, index)) this.take(taken, -1);
        return target;
      }
      this.take(target);
    }
    return null;
  }
}
