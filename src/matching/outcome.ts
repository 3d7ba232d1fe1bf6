import { Explanations, type Alternatives } from './explanations/explanations.js';
import type { Claim, Family, Instance, Places } from './instance/instance.js';
import type { EngineProposal } from './propose.js';

/** What an outcome means for some of its families. */
export interface Explained {
  readonly instance: Instance;
  readonly places: Places;
  readonly claims: readonly Claim[];
  readonly explanations: Explanations;
}

/** What the engine makes of an instance, its locks included, and why. */
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

  /** False only where the whole was too large to be searched. */
  get proven(): boolean {
    return this.proposal.proven;
  }

  /**
   * What a page says of a few families costs what they are, not what the session is: of the others, only the places
   * they hold matter, and who holds none is left out.
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
