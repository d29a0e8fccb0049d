/* How long the list may be held, by the telephone's own clock, however wrong that is. Pure. */
import type { Held, List } from './types';

/** A day means all of it. */
const endOf = (until: string): number => Date.parse(until.length > 10 ? until : `${until}T23:59:59.999+07:00`);

/** The list as it is held: the server's moments become moments of the telephone's clock. */
export function held(list: List, now: number): Held {
  const ahead = now - Date.parse(list.now);
  return {
    account: list.account,
    fetched: now,
    limit: Date.parse(list.expires) + ahead,
    rounds: list.rounds.map((round) => ({ ...round, over: endOf(round.until) + ahead })),
    tasks: list.tasks,
  };
}

/** What may still be shown: null when the list has expired, without the tasks of rounds that are over otherwise. */
export function stillHeld(kept: Held | null, now: number): Held | null {
  if (!kept || now >= kept.limit) return null;
  const rounds = kept.rounds.filter((round) => now < round.over);
  if (rounds.length === kept.rounds.length) return kept;
  const going = new Set(rounds.map((round) => round.id));
  return { ...kept, rounds, tasks: kept.tasks.filter((task) => going.has(task.round)) };
}
