/* What may be shown when the page is opened: decided from what lies here, before the server is asked. */
import { isSameSignIn } from './device';
import { stillHeld } from './lifetimes';
import { eraseList, readList } from './store';
import type { Held } from './types';

/**
 * Return the list that may be shown, or why there is none. `account` is who is signed in, as the server wrote it into
 * the page; the page from the telephone's own store knows nobody, and then a sign-in since hides the list.
 */
export async function opening(account: string, now: number): Promise<{ held: Held | null; why: string }> {
  const there = await readList();
  const held = stillHeld(there, now);
  const isAnothers = Boolean(held && account && held.account !== account);
  if (!held || isAnothers) {
    await eraseList(now);
    return { held: null, why: there && !isAnothers ? 'expired' : 'no_list' };
  }
  return !account && !isSameSignIn() ? { held: null, why: 'checking' } : { held, why: '' };
}
