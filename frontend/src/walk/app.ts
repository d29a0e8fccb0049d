/* The walk as it goes on: what lies on the telephone is shown, and what waits is sent. */
import { listen, mark } from './device';
import { stillHeld } from './lifetimes';
import { opening } from './opening';
import { isTooOld, nextDue, type Hurry } from './outbox';
import { sendAll, type Addresses } from './sending';
import { parts, type Shown } from './state';
import { status } from './status';
import { dropAnswer, eraseList, readAnswers, readList } from './store';
import { draw, STEP, type AllActs } from './view';
import { rememberLanguage } from './words';

const MINUTE = 60_000;

/** Nobody waits for this work; where the browser erases the store meanwhile, as at signing out, it has nothing to say. */
function unlessErased(work: Promise<void>): void {
  work.catch((error: unknown) => {
    if ((error as DOMException)?.name !== 'AbortError') throw error;
  });
}

export class Walk {
  readonly shown: Shown = {
    held: null,
    answers: [],
    here: null,
    village: '',
    opened: null,
    many: STEP,
    link: 'asking',
    sending: false,
    why: 'no_list',
    hint: '',
    last: null,
    isReady: false,
  };
  /** The form that stands in the place of the list. */
  form: HTMLElement | null = null;
  private acts!: AllActs;
  private timer = 0;

  constructor(
    readonly root: HTMLElement,
    private readonly addresses: Addresses,
    private readonly signIn: string,
    private readonly said: HTMLElement,
  ) {}

  speak(words: string): void {
    if (words && this.said.textContent !== words) this.said.textContent = words;
  }

  render(): void {
    const { shown } = this;
    const found = parts(shown);
    if (shown.opened !== -1 && !found.open.some((task) => task.id === shown.opened)) {
      shown.opened = found.open[0]?.id ?? null;
    }
    if (!this.form) draw(this.root, shown, this.acts, this.signIn);
    if (shown.link !== 'asking') this.speak(status(shown, found.waiting.length).words);
  }

  /** Look at the store again: another tab, the service worker or the clock may have changed it. */
  async reload(): Promise<void> {
    const { shown } = this;
    const now = Date.now();
    const there = await readList();
    const held = stillHeld(there, now);
    if (there && !held) {
      await eraseList(now);
      shown.why = 'expired';
    }
    shown.held = shown.why === 'checking' ? null : held;
    for (const each of await readAnswers()) if (isTooOld(each, now)) await dropAnswer(each.instance, () => true);
    shown.answers = await readAnswers();
    this.render();
    this.plan();
  }

  /** Ask for the list and send what waits. */
  async go(hurry: Hurry = 'no'): Promise<void> {
    const { shown } = this;
    if (shown.sending) return;
    shown.sending = true;
    this.render();
    const began = Date.now();
    const link = await sendAll(this.addresses, hurry);
    shown.sending = false;
    if (link) shown.link = link;
    // The list may be fresh though an answer then found no way.
    if (((await readList())?.fetched ?? 0) >= began) {
      mark(this.addresses.list);
      shown.why = 'no_list';
    } else if (link === 'gone' || link === 'refused') shown.why = link;
    await this.reload();
  }

  /** Begin: `account` is who is signed in as far as the page knows, `plain` the list that needs no script. */
  async begin(acts: AllActs, account: string, plain: HTMLElement | null): Promise<void> {
    this.acts = acts;
    const found = await opening(account, Date.now());
    const isFirst = found.why === 'no_list' && navigator.onLine; // the list is on its way: none is not said yet
    this.shown.why = isFirst ? 'coming' : found.why || this.shown.why;
    await rememberLanguage(Boolean(account));
    plain?.remove();
    this.root.hidden = false;
    if (!navigator.onLine) this.shown.link = 'none';
    await this.reload();
    this.watch();
    if (navigator.onLine) await this.go('again');
    if (isFirst && this.shown.why === 'coming') {
      this.shown.why = 'no_list';
      await this.reload();
    }
  }

  private plan(): void {
    const { shown } = this;
    clearTimeout(this.timer);
    if (!shown.held || !navigator.onLine || shown.sending) return;
    const due = nextDue(shown.answers, shown.held.account);
    if (due !== null) this.timer = window.setTimeout(() => unlessErased(this.go()), Math.max(0, due - Date.now()));
  }

  private watch(): void {
    addEventListener('online', () => unlessErased(this.go('again')));
    addEventListener('offline', () => unlessErased(this.reload()));
    addEventListener('pageshow', (event) => event.persisted && location.reload());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') unlessErased(this.reload());
    });
    setInterval(() => unlessErased(this.reload()), MINUTE); // what has expired goes while it is looked at, too
    listen((news) => {
      if (news === 'erased') this.shown.why = 'erased';
      unlessErased(this.reload());
    });
  }
}
