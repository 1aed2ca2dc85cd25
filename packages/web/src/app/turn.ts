/** Runs `act` while no other tab of this browser runs one of the same name. Plain-http hosts have no locks and run it at once. */
export function inTurn<T>(name: string, act: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return act();
  return navigator.locks.request(name, act) as Promise<T>;
}
