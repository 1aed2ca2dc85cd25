/** What became of an item: taken, or refused for good (it was put aside, and sending it again would not help). */
export type Outcome = { taken: true } | { taken: false; because: Error };

export interface GroupCommitOptions<Item> {
  /** Commits all items of one lane in one transaction, in order; names those it refused without failing. */
  commit(lane: string, items: readonly Item[]): Promise<ReadonlyMap<Item, Error>>;
  /** Puts one item aside that makes every commit with it fail. */
  putAside(lane: string, item: Item, error: Error): Promise<void>;
  /** Whether the database was out of reach or busy, so that the same items may well succeed later. */
  isOutage(error: unknown): boolean;
  /** How long the first item waits for company. */
  wait_ms?: number;
  most_items?: number;
  /** How many lanes may commit at once: each takes a connection of the pool. */
  most_lanes?: number;
}

interface Waiting<Item> {
  item: Item;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

/**
 * Collects items from many senders and commits them together, because a commit costs far more than a row:
 * one commit for hundreds of messages instead of hundreds of commits. A lane commits one group at
 * a time, so its items stay in order; whoever submitted an item hears of it only after its commit.
 */
export class GroupCommit<Item> {
  readonly #options: Required<GroupCommitOptions<Item>>;
  readonly #lanes = new Map<string, { waiting: Waiting<Item>[]; running: boolean; timer: NodeJS.Timeout | null }>();
  readonly #ready: string[] = [];
  #running = 0;

  constructor(options: GroupCommitOptions<Item>) {
    this.#options = { wait_ms: 3, most_items: 500, most_lanes: 4, ...options };
  }

  /** Resolves once the item is committed or put aside; rejects if neither was possible, so it must be sent again. */
  submit(lane_name: string, item: Item): Promise<Outcome> {
    const lane = this.#lanes.get(lane_name) ?? { waiting: [], running: false, timer: null };
    this.#lanes.set(lane_name, lane);
    const outcome = new Promise<Outcome>((settle, fail) => lane.waiting.push({ item, settle, fail }));
    if (!lane.running && !lane.timer) lane.timer = setTimeout(() => this.#offer(lane_name), this.#options.wait_ms);
    return outcome;
  }

  /** Waits until everything submitted so far was committed, put aside or given back. */
  async drain(): Promise<void> {
    while (this.#lanes.size > 0) await new Promise((resume) => setTimeout(resume, 2));
  }

  #offer(lane_name: string): void {
    const lane = this.#lanes.get(lane_name)!;
    lane.timer = null;
    lane.running = true;
    this.#ready.push(lane_name);
    this.#next();
  }

  #next(): void {
    while (this.#running < this.#options.most_lanes && this.#ready.length > 0) {
      this.#running += 1;
      void this.#run(this.#ready.shift()!);
    }
  }

  /** Commits one group of the lane; what arrived meanwhile queues behind the other lanes, so none starves. */
  async #run(lane_name: string): Promise<void> {
    const lane = this.#lanes.get(lane_name)!;
    await this.#settle(lane_name, lane.waiting.splice(0, this.#options.most_items));
    this.#running -= 1;
    if (lane.waiting.length > 0) this.#ready.push(lane_name);
    else this.#lanes.delete(lane_name);
    this.#next();
  }

  async #settle(lane: string, group: readonly Waiting<Item>[]): Promise<void> {
    try {
      const refused = await this.#options.commit(
        lane,
        group.map((waiting) => waiting.item),
      );
      for (const { item, settle } of group) {
        const because = refused.get(item);
        settle(because ? { taken: false, because } : { taken: true });
      }
    } catch (error) {
      if (this.#options.isOutage(error)) for (const { fail } of group) fail(error);
      else await this.#isolate(lane, group, error as Error);
    }
  }

  /** One item spoils its whole group, so the group is halved until the spoiler stands alone. */
  async #isolate(lane: string, group: readonly Waiting<Item>[], error: Error): Promise<void> {
    if (group.length > 1) {
      const middle = Math.ceil(group.length / 2);
      await this.#settle(lane, group.slice(0, middle));
      await this.#settle(lane, group.slice(middle));
      return;
    }
    const [{ item, settle, fail }] = group as [Waiting<Item>];
    await this.#options.putAside(lane, item, error).then(() => settle({ taken: false, because: error }), fail);
  }
}
