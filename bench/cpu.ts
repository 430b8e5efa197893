import { readdirSync, readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

type Times = { readonly parent: number; readonly own: number; readonly ended: number };

/** User and system time of one process, and of the children that it has seen end, in seconds; null when it is gone. */
function timesOf(pid: number): Times | null {
  try {
    // The name of the program stands in brackets and may hold anything; the rest is plain numbers.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (index) => fields[index],
    );
    return {
      parent,
      own: (user + system) / TICKS_A_SECOND,
      ended: (endedUser + endedSystem) / TICKS_A_SECOND,
    };
  } catch {
    return null;
  }
}

/** CPU seconds that a process and all its children have used so far, those that have ended included. */
export function cpuOf(pid: number): number {
  const root = timesOf(pid);
  if (root === null) throw new Error(`process ${pid} is gone`);
  const children = readdirSync('/proc')
    .map(Number)
    .filter((each) => Number.isInteger(each) && each > 0)
    .flatMap((each) => {
      const times = timesOf(each);
      return times?.parent === pid ? [times.own] : [];
    });
  return root.own + root.ended + children.reduce((sum, each) => sum + each, 0);
}

export type Pids = Readonly<Record<string, number>>;
export type Spent = Readonly<Record<string, number>>;

/** What each of the processes spends while `work` is done. */
export async function spentBy<T>(pids: Pids, work: () => Promise<T>): Promise<{ spent: Spent; result: T }> {
  const all = (): Map<string, number> =>
    new Map(Object.entries(pids).map(([name, pid]) => [name, cpuOf(pid)]));
  const before = all();
  const result = await work();
  const after = all();
  return {
    result,
    spent: Object.fromEntries([...after].map(([name, cpu]) => [name, cpu - (before.get(name) ?? 0)])),
  };
}

export const sum = (spent: Spent): number => Object.values(spent).reduce((total, each) => total + each, 0);
