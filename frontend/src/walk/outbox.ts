/* What becomes of an answer: kept, sent off, settled. Pure; the clock is given. */
import type { Answer, State } from './types';

const SECOND = 1000;
/** So long an answer waits before its first sending: a slip of the thumb can be undone. */
export const GRACE = 6 * SECOND;
const LONGEST = 300 * SECOND;
export const KEPT = 30 * 24 * 3600 * SECOND;

/** What came back: null when nothing did, or something that is not the platform's (a hotspot's sign-in page). */
export interface Reply {
  status: number;
  body: { instance?: string; state?: State; message?: string; error?: string; errors?: Record<string, string> };
}

/** Whether to go on with the next answer, to stop for now, or to ask first who is signed in. */
export type Next = 'on' | 'stop' | 'ask';

const SETTLED: State[] = ['applied', 'waiting', 'refused'];
export const isSettled = (answer: Answer): boolean => SETTLED.includes(answer.state);
export const isUnsent = (answer: Answer): boolean => !isSettled(answer);
export const needsPerson = (answer: Answer): boolean => isUnsent(answer) && answer.state !== 'kept';
export const mayUndo = (answer: Answer): boolean => answer.state === 'kept' && answer.tries === 0;
export const isTooOld = (answer: Answer, now: number): boolean => now - answer.answered > KEPT;

/** How long to wait after so many tries: 5 s, 10 s, 20 s … five minutes. */
export const pause = (tries: number): number => Math.min(LONGEST, 5 * SECOND * 2 ** Math.min(tries - 1, 10));

/** What else may go before its time: nothing; what was tried before; everything, because a person pressed the button. */
export type Hurry = 'no' | 'again' | 'all';

/** The answers of this account that may go now, oldest first. One that was kept this moment can still be undone. */
export function due(answers: Answer[], account: string, now: number, hurry: Hurry = 'no'): Answer[] {
  const isEarly = (each: Answer): boolean => hurry === 'all' || (hurry === 'again' && each.tries > 0);
  return answers
    .filter((each) => each.account === account && each.state === 'kept' && (each.next <= now || isEarly(each)))
    .sort((one, other) => one.answered - other.answered);
}

/** When the next one is due; null when nothing waits. */
export function nextDue(answers: Answer[], account: string): number | null {
  const waits = answers.filter((each) => each.account === account && each.state === 'kept').map((each) => each.next);
  return waits.length ? Math.min(...waits) : null;
}

/** The answer as it is written down before it is sent off: from here on the server may have it. */
export const sentOff = (answer: Answer, now: number): Answer => ({
  ...answer,
  tries: answer.tries + 1,
  next: now + pause(answer.tries + 1),
});

/** What becomes of an answer that was sent off. */
export function afterReply(answer: Answer, reply: Reply | null, now: number): [Answer, Next] {
  if (!reply) return [answer, 'stop'];
  const { status, body } = reply;
  const settle = (state: State, message = ''): [Answer, Next] => [{ ...answer, state, message, settled: now }, 'on'];
  if (status === 200) {
    const told = settle(body.state!, body.message);
    // What was told is with the server now; nothing of it has to lie on the telephone any longer.
    return [{ ...told[0], fields: {}, note: '', spot: null, photo: false }, 'on'];
  }
  if (status === 401 || status === 403) return [{ ...answer, next: now }, 'ask'];
  if (status === 409) return settle('changed', body.error);
  if (status === 410 || status === 404) return settle('over', body.error);
  if (status === 422) return [{ ...settle('wrong')[0], errors: body.errors ?? {} }, 'on'];
  if (status === 500) return [answer, 'on']; // perhaps only this one; it pauses, the others go
  if (status > 500 || status === 429 || status === 408) return [answer, 'stop'];
  return settle('wrong', body.error);
}

/** What is left of the answers beside a fresh list: a task that is open again forgets that it was answered. */
export function beside(answers: Answer[], open: Set<number>): Answer[] {
  return answers.filter((each) => !isSettled(each) || each.state === 'refused' || !open.has(each.task));
}
