/**
 * A moment of an upstream feature in which downstream features take part, within the same transaction. The upstream
 * feature declares the moment. Each downstream feature joins, and says what it does then. The contract test of
 * docs/what-happens.md writes these sentences there.
 */
export class Hooks<Joined> {
  readonly #joined: { readonly does: string; readonly joined: Joined }[] = [];

  /** @param moment when the features that joined are called: "requests have moved" */
  constructor(readonly moment: string) {}

  /**
   * @param does what the joining feature does then, in a sentence that begins with its name: "placement frees the
   * places offered to it"
   */
  join(does: string, joined: Joined): void {
    this.#joined.push({ does, joined });
  }

  /** In the order in which they joined: the lowest feature first. */
  get all(): readonly Joined[] {
    return this.#joined.map(({ joined }) => joined);
  }

  /** The sentences of those who joined, in the order in which they joined. */
  get deeds(): readonly string[] {
    return this.#joined.map(({ does }) => does);
  }
}

/**
 * {@link Hooks} where each name has exactly one joiner: the maker of one kind of file, the handler of one type of job.
 */
export class NamedHooks<Joined> {
  readonly #joined = new Map<string, { readonly does: string; readonly joined: Joined }>();

  constructor(readonly moment: string) {}

  /** @throws Error when the name is taken: both would believe that they alone serve it */
  join(name: string, does: string, joined: Joined): void {
    if (this.#joined.has(name)) throw new Error(`${this.moment}: two joined for "${name}"`);
    this.#joined.set(name, { does, joined });
  }

  get(name: string): Joined | undefined {
    return this.#joined.get(name)?.joined;
  }

  get names(): readonly string[] {
    return [...this.#joined.keys()];
  }

  get deeds(): readonly string[] {
    return [...this.#joined].map(([name, { does }]) => `${name}: ${does}`);
  }
}
