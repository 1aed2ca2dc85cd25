/** Remembers the most recently used values for a bounded time; the least recently used one makes room. */
export class BoundedCache<V> {
  readonly #entries = new Map<string, { value: V; fresh_until: number }>();
  #forgettings = 0;

  constructor(
    private readonly most_entries: number,
    private readonly fresh_ms = Infinity,
  ) {}

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.fresh_until < performance.now()) return undefined;
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, fresh_until: performance.now() + this.fresh_ms });
    if (this.#entries.size > this.most_entries) this.#entries.delete(this.#entries.keys().next().value!);
  }

  /**
   * The value from memory, or else loaded. What was loaded while something was forgotten may be old already, so it is
   * not kept.
   */
  async getOrLoad(key: string, load: () => Promise<V | null>): Promise<V | null> {
    const known = this.get(key);
    if (known !== undefined) return known;
    const forgettings = this.#forgettings;
    const value = await load();
    if (value !== null && forgettings === this.#forgettings) this.set(key, value);
    return value;
  }

  delete(key: string): void {
    this.#forgettings += 1;
    this.#entries.delete(key);
  }

  deleteWhere(fits: (value: V) => boolean): void {
    this.#forgettings += 1;
    for (const [key, { value }] of this.#entries) if (fits(value)) this.#entries.delete(key);
  }
}
