/** The values asked for last, few of them: what is dear to work out and never changes. */
export class Recent<V> {
  private readonly values = new Map<string, V>();

  constructor(private readonly most: number) {}

  find(key: string): V | undefined {
    const value = this.values.get(key);
    return value === undefined ? undefined : this.keep(key, value);
  }

  /** The latest stands last; the first goes when there are too many. */
  keep(key: string, value: V): V {
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.most) this.values.delete(this.values.keys().next().value!);
    return value;
  }
}
