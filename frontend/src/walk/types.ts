/* What the server lists, and what is held on the telephone. */

export interface Task {
  id: number;
  round: number;
  state: 'open' | 'sent';
  revision: number;
  name: string;
  kind: string;
  kind_name: string;
  place: string | null;
  place_name: string;
  village: string;
  members: number | null;
  founded: number | null;
  activity: string;
  confirmed: string | null;
  lat: number | null;
  lon: number | null;
}

export interface Round {
  id: number;
  name: string;
  until: string;
  policy: string;
}

export interface List {
  account: string;
  csrf: string;
  now: string;
  expires: string;
  rounds: Round[];
  tasks: Task[];
}

/** The list as the telephone holds it: without the token, and with its limits by the telephone's own clock. */
export interface Held {
  account: string;
  fetched: number;
  limit: number;
  rounds: (Round & { over: number })[];
  tasks: Task[];
}

export interface Spot {
  lat: number;
  lon: number;
  accuracy: number;
}

export type Outcome = 'confirmed' | 'corrected' | 'moved' | 'closed' | 'not_found';

/**
 * `kept` waits on the telephone. The server answered `applied`, `waiting` (for an approval) or `refused`; or it could
 * not take the answer: `over` (round over, reassigned), `wrong` (a field), `changed` (the record is another by now).
 */
export type State = 'kept' | 'applied' | 'waiting' | 'refused' | 'over' | 'wrong' | 'changed';

export interface Answer {
  instance: string;
  account: string;
  task: number;
  revision: number;
  name: string;
  village: string;
  outcome: Outcome;
  fields: Record<string, string>;
  note: string;
  spot: Spot | null;
  photo: boolean;
  answered: number;
  state: State;
  message: string;
  errors: Record<string, string>;
  /** How often it was sent off; from the first time on the server may have it, so it can no longer be undone. */
  tries: number;
  /** Not before this moment. */
  next: number;
  settled: number;
}
