import type { House } from '../house.ts';

/** Opens the house for one command and closes it afterwards, whatever happens. */
export type WithHouse = <T>(run: (house: House) => Promise<T>) => Promise<T>;
