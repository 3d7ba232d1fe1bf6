import type { Alternatives } from './explanations/alternatives.js';
import { Explanations } from './explanations/explanations.js';
import type { Claim, Family, Instance, Places } from './instance/instance.js';
import type { EngineProposal } from './propose.js';

/** What an outcome means for some families. */
export interface Explained {
  readonly instance: Instance;
  readonly places: Places;
  readonly claims: readonly Claim[];
  readonly explanations: Explanations;
}

/** The engine's result for an instance with its locks, and the explanations. */
export class Outcome {
  constructor(
    readonly instance: Instance,
    private readonly alternatives: Alternatives,
    readonly proposal: EngineProposal,
  ) {}

  get places(): Places {
    return this.proposal.places;
  }

  get claims(): readonly Claim[] {
    return this.proposal.claims;
  }

  /** Whether it is proven that no outcome is better. False only where the whole was too large to search. */
  get proven(): boolean {
    return this.proposal.proven;
  }

  /**
   * Explains the outcome for a few families, at a cost that does not grow with the session. Of all other families only
   * the places that they hold matter. Those that hold none are left out.
   */
  explained(families: readonly string[]): Explained {
    const { instance, places, claims } = this;
    const asked = new Set(families);
    if (Object.keys(instance.families).every((id) => asked.has(id)))
      return { instance, places, claims, explanations: new Explanations(instance, places, this.alternatives) };
    const holds = ({ children }: Family): boolean => children.some((child) => (places[child] ?? null) !== null);
    const shown = Object.fromEntries(
      Object.entries(instance.families).flatMap(([id, family]): [string, Family][] => {
        if (asked.has(id)) return [[id, family]];
        return holds(family) ? [[id, { children: family.children, wishes: [] }]] : [];
      }),
    );
    return {
      instance,
      places,
      claims,
      explanations: new Explanations({ ...instance, families: shown }, places, this.alternatives),
    };
  }
}
