/** Who cleans what: work is shared out by minutes, and floors are kept together. */

export interface WorkToShare {
  id: string;
  floor: number;
  /** Orders the rooms of a floor. */
  number: string;
  minutes: number;
}

export interface Worker {
  id: string;
  /** Minutes of work that they keep. */
  load_minutes: number;
  /** Floors on which they are already. */
  floors: readonly number[];
}

interface Share {
  worker: Worker;
  load: number;
  floors: Map<number, number>;
  tasks: WorkToShare[];
}

/**
 * Shares tasks out among people: every task goes to exactly one of them. The rooms are walked in order and cut into
 * stretches of about equal minutes, so that people stay on their floors; then single tasks move from the fullest to the
 * emptiest hands until no two loads differ by more than the largest task (as far as the work that people keep allows it).
 */
export function shareWork(tasks: readonly WorkToShare[], workers: readonly Worker[]): Map<string, string> {
  if (workers.length === 0) return new Map();
  const shares = inOrderOfFloors(workers).map(openShare);
  cutIntoStretches(inOrderOfRooms(tasks), shares);
  evenOut(shares, Math.max(0, ...tasks.map((task) => task.minutes)));
  return new Map(shares.flatMap((share) => share.tasks.map((task) => [task.id, share.worker.id] as const)));
}

function inOrderOfRooms(tasks: readonly WorkToShare[]): WorkToShare[] {
  return [...tasks].sort(
    (a, b) => a.floor - b.floor || a.number.localeCompare(b.number, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1),
  );
}

/** Who is on a low floor already goes on there; who is nowhere yet comes after those who are somewhere. */
function inOrderOfFloors(workers: readonly Worker[]): Worker[] {
  const place = (worker: Worker) => (worker.floors.length > 0 ? Math.min(...worker.floors) : Number.MAX_SAFE_INTEGER);
  return [...workers].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function openShare(worker: Worker): Share {
  return { worker, load: worker.load_minutes, floors: new Map(worker.floors.map((floor) => [floor, 1])), tasks: [] };
}

/** Each task belongs to the stretch in which its middle lies. */
function cutIntoStretches(tasks: readonly WorkToShare[], shares: readonly Share[]): void {
  const work = tasks.reduce((sum, task) => sum + task.minutes, 0);
  const room = roomPerShare(shares, work);
  let [current, end, done] = [0, room[0]!, 0];
  for (const task of tasks) {
    const middle = done + task.minutes / 2;
    while (current < shares.length - 1 && middle >= end) {
      current += 1;
      end += room[current]!;
    }
    give(shares[current]!, task);
    done += task.minutes;
  }
}

/** How many of the minutes each person can still take for all to end up even; who has more than that already takes none. */
function roomPerShare(shares: readonly Share[], work: number): number[] {
  let open = shares.map((_, index) => index);
  for (;;) {
    const level = (work + open.reduce((sum, index) => sum + shares[index]!.load, 0)) / open.length;
    const below = open.filter((index) => shares[index]!.load <= level);
    if (below.length === open.length)
      return shares.map((share, index) => (open.includes(index) ? level - share.load : 0));
    open = below;
  }
}

/** Every move brings two loads closer together, so this ends. */
function evenOut(shares: readonly Share[], largest: number): void {
  for (;;) {
    const least = shares.reduce((a, b) => (b.load < a.load ? b : a));
    const most = shares
      .filter((share) => share.tasks.length > 0)
      .reduce<Share | null>((a, b) => (a && a.load >= b.load ? a : b), null);
    if (!most || most.load - least.load <= largest) return;
    const moved = bestToMove(most, least);
    if (!moved) return;
    take(most, moved);
    give(least, moved);
  }
}

/** A task on a floor where the receiver is already, else one from the giver's most thinly spread floor. */
function bestToMove(from: Share, to: Share): WorkToShare | undefined {
  const cost = (task: WorkToShare) => (to.floors.has(task.floor) ? 0 : (from.floors.get(task.floor) ?? 0));
  return from.tasks
    .filter((task) => task.minutes > 0)
    .reduce<WorkToShare | undefined>((best, task) => (best && cost(best) <= cost(task) ? best : task), undefined);
}

function give(share: Share, task: WorkToShare): void {
  share.tasks.push(task);
  share.load += task.minutes;
  share.floors.set(task.floor, (share.floors.get(task.floor) ?? 0) + 1);
}

function take(share: Share, task: WorkToShare): void {
  share.tasks.splice(share.tasks.indexOf(task), 1);
  share.load -= task.minutes;
  const left = share.floors.get(task.floor)! - 1;
  if (left > 0) share.floors.set(task.floor, left);
  else share.floors.delete(task.floor);
}
