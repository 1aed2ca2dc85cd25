/** Remembers the most recently used values for a bounded time; the least recently used one makes room. */
export class BoundedCache<V> {
  readonly #entries = new Map<string, { value: V; fresh_until: number }>();

  constructor(private readonly most_entries: number, private readonly fresh_ms = Infinity) {}

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

  delete(key: string): void {
    this.#entries.delete(key);
  }

  deleteWhere(fits: (value: V) => boolean): void {
    for (const [key, { value }] of this.#entries) if (fits(value)) this.#entries.delete(key);
  }
}
