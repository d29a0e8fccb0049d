/* What the page knows this moment, and what follows from it. Pure. */
import { ordered, villageKey } from './order';
import { isSettled, isUnsent, needsPerson } from './outbox';
import type { Link } from './sending';
import type { Answer, Held, Spot, Task } from './types';

export interface Shown {
  held: Held | null;
  answers: Answer[];
  /** Where the person stands; only as long as the page is open. */
  here: Spot | null;
  village: string;
  opened: number | null;
  many: number;
  link: Link | 'asking';
  sending: boolean;
  /** Why there is no list, as a key of words. */
  why: string;
  /** Why there is no spot, as a key of words. */
  hint: string;
  /** What was done last, and can perhaps be undone. */
  last: Answer | null;
  isReady: boolean;
}

export interface Parts {
  /** In the order of the walk. */
  open: Task[];
  all: number;
  waiting: Answer[];
  troubled: Answer[];
  settled: Answer[];
  /** Tasks that were answered from another device. */
  elsewhere: Task[];
  /** Unsent answers of somebody else who uses this telephone. */
  others: number;
}

/** Divide what is held. Without a list nobody knows whose answers they are: they are counted, not shown. */
export function parts(shown: Shown): Parts {
  const tasks = shown.held?.tasks ?? [];
  const own = shown.answers.filter((each) => each.account === shown.held?.account);
  const answered = new Set(own.filter((each) => each.state !== 'refused').map((each) => each.task));
  const left = tasks.filter((task) => task.state === 'open' && !answered.has(task.id));
  const here = left.filter((task) => !shown.village || villageKey(task) === shown.village);
  return {
    open: ordered(here, shown.here),
    all: tasks.length,
    waiting: own.filter((each) => each.state === 'kept'),
    troubled: own.filter(needsPerson),
    settled: own.filter((each) => isSettled(each) && each.state !== 'refused'),
    elsewhere: tasks.filter((task) => task.state === 'sent' && !answered.has(task.id)),
    others: shown.answers.filter((each) => isUnsent(each) && each.account !== shown.held?.account).length,
  };
}

/** How many tasks are answered, wherever that was. */
export const done = (shown: Shown): number => {
  const answered = new Set(shown.answers.filter((each) => each.state !== 'refused').map((each) => each.task));
  return (shown.held?.tasks ?? []).filter((task) => task.state === 'sent' || answered.has(task.id)).length;
};

/** What the last answer of a task was refused with, when it is open again. */
export const refusal = (shown: Shown, task: Task): Answer | undefined =>
  shown.answers.find((each) => each.state === 'refused' && each.task === task.id);
