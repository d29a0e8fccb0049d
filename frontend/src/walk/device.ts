/* What tabs tell each other, and the mark by which every page knows that this browser holds a walk. */

// Held by the same names in ../held_walk.ts, which every page carries: sharing them would cost a request.
const MARK = 'walk';
const DOUBT = 'walk-doubt';
const CHANNEL = 'walk';

/** Remember that this browser holds a list that was fetched just now, and where. */
export function mark(list: string): void {
  try {
    localStorage.setItem(MARK, list);
    localStorage.removeItem(DOUBT);
  } catch {
    /* without it the list is only shown after the server has answered */
  }
}

export function unmark(): void {
  try {
    localStorage.removeItem(MARK);
    localStorage.removeItem(DOUBT);
  } catch {
    /* nothing was remembered */
  }
}

/** Whether nobody can have signed in since the list was fetched. */
export function isSameSignIn(): boolean {
  try {
    return localStorage.getItem(DOUBT) === null;
  } catch {
    return false;
  }
}

export type News = 'changed' | 'erased';

/** Tell the other tabs; the service worker tells the same way. */
export function tell(news: News): void {
  if (typeof BroadcastChannel !== 'function') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

export function listen(hear: (news: News) => void): void {
  if (typeof BroadcastChannel !== 'function') return;
  new BroadcastChannel(CHANNEL).onmessage = (event) => hear(event.data as News);
}
