/* What waits, said plainly. */
import { button, el } from './dom';
import type { Parts, Shown } from './state';
import { say } from './words';

/** The sentence, its tone, and whether sending now is offered. */
export function status(shown: Shown, waiting: number): { words: string; tone: string; send: boolean } {
  const n = waiting;
  if (shown.link === 'gone') return { words: n ? say('gone_waiting', { n }) : say('gone_link'), tone: 'doubt', send: false };
  if (shown.link === 'refused') return { words: say('no_access'), tone: 'doubt', send: false };
  if (!navigator.onLine || shown.link === 'none') {
    return { words: n ? say('offline_waiting', { n }) : say('offline'), tone: 'doubt', send: navigator.onLine && n > 0 };
  }
  if (shown.sending && n) return { words: say('sending', { n }), tone: 'note', send: false };
  if (n) return { words: say('waiting', { n }), tone: 'note', send: true };
  return { words: '', tone: '', send: false };
}

/** What stands for a while (no signal, signed out) has the tone of a doubt; what passes by itself that of a note. */
export type Tone = 'doubt' | 'note';

/** The sentence as a notice, if it has this tone. */
export function banner(tone: Tone, shown: Shown, found: Parts, send: () => void, signIn: string): HTMLElement | null {
  const told = status(shown, shown.held ? found.waiting.length : found.others);
  if (told.tone !== tone) return null;
  return el(
    'div',
    { class: `notice notice-${told.tone} walk-banner` },
    el('p', {}, told.words),
    told.send && button(say('send_now'), '', send, { 'data-key': 'send' }),
    shown.link === 'gone' && el('a', { class: 'btn btn-primary', href: signIn }, say('sign_in')),
  );
}
