/** A stream of numbers from 0 up to 1 that is the same for the same seed (mulberry32), so that the demo is too. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Choices made by a stream of random numbers. */
export interface Picker {
  /** A whole number from 0 up to, and without, `n`. */
  below(n: number): number;
  one<T>(things: readonly T[]): T;
  weighted<T>(things: readonly T[], weight: (thing: T) => number): T;
}

export function picker(random: () => number): Picker {
  const below = (n: number) => Math.floor(random() * n);
  return {
    below,
    one: (things) => things[below(things.length)]!,
    weighted: (things, weight) => {
      let left = random() * things.reduce((sum, thing) => sum + weight(thing), 0);
      return things.find((thing) => (left -= weight(thing)) < 0) ?? things.at(-1)!;
    },
  };
}
