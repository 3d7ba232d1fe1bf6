import { Explanations, type Alternatives } from './domain/explanations.js';
import type { Claim, Instance, Places } from './domain/instance.js';
import { propose, type EngineProposal } from './propose.js';

/** What the engine makes of an instance, its locks included, and why. */
export class Outcome {
  private explained: Explanations | null = null;
  readonly proposal: EngineProposal;

  constructor(
    readonly instance: Instance,
    private readonly alternatives: Alternatives,
  ) {
    this.proposal = propose(instance);
  }

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

  get explanations(): Explanations {
    return (this.explained ??= new Explanations(this.instance, this.places, this.alternatives));
  }
}
