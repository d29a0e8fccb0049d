/* The order of the list. Pure. */
import type { Spot, Task } from './types';

const EARTH = 6_371_000; // metres
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

type Point = Pick<Spot, 'lat' | 'lon'>;

/** Metres between two points, along the ground. */
export function distance(one: Point, other: Point): number {
  const north = Math.sin(radians(other.lat - one.lat) / 2) ** 2;
  const east = Math.sin(radians(other.lon - one.lon) / 2) ** 2;
  const across = north + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * east;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(across)));
}

/** Metres to a task; null where its spot or one's own is not known. */
export function metres(task: Task, here: Point | null): number | null {
  return here && task.lat !== null && task.lon !== null ? distance(here, { lat: task.lat, lon: task.lon }) : null;
}

/** Nearest first where the spot is known; the others follow as the server sent them. */
export function ordered(tasks: Task[], here: Point | null): Task[] {
  if (!here) return tasks;
  const far = new Map(tasks.map((task) => [task, metres(task, here) ?? Infinity]));
  return tasks
    .map((task, place) => ({ task, place }))
    .sort((one, other) => {
      const [a, b] = [far.get(one.task)!, far.get(other.task)!];
      return a === b ? one.place - other.place : a - b;
    })
    .map(({ task }) => task);
}

/** The same village may be a number in many subdistricts. */
export const villageKey = (task: Task): string => `${task.place_name}|${task.village}`;

/** Villages in the order of the list, each once. */
export function villages(tasks: Task[]): Map<string, Task> {
  const found = new Map<string, Task>();
  for (const task of tasks) if (!found.has(villageKey(task))) found.set(villageKey(task), task);
  return found;
}
