/* The whole of the walk, drawn anew after every change; the focus stays where it was. */
import { answered, troubles, type AnswerActs } from './answered';
import { card, type Acts } from './cards';
import { button, el } from './dom';
import { villages } from './order';
import { mayUndo } from './outbox';
import { done, parts, type Parts, type Shown } from './state';
import { banner } from './status';
import { day, say } from './words';

export interface AllActs extends Acts, AnswerActs {
  send(): void;
  near(): void;
  choose(village: string): void;
  more(): void;
  erase(): void;
}

export const STEP = 40; // cards drawn at a time

function head(shown: Shown, found: Parts): HTMLElement {
  const left = found.all - done(shown);
  const rounds = shown.held!.rounds.map((round) => say('round', { name: round.name, day: day(round.until) }));
  const title = !left ? say('all_done') : say(shown.here ? 'near' : 'left', { n: left });
  return el(
    'header',
    { class: 'walk-top' },
    ...rounds.map((round) => el('p', { class: 'quiet' }, round)),
    el('h1', { tabindex: '-1' }, title),
    el('progress', { max: found.all, value: found.all - left, 'aria-label': say('progress', { done: found.all - left, all: found.all }) }),
  );
}

function tools(shown: Shown, acts: AllActs): HTMLElement {
  const open = shown.held!.tasks.filter((task) => task.state === 'open');
  const all = villages(open);
  const places = new Set(open.map((task) => task.place_name));
  const name = (key: string): string => {
    const task = all.get(key)!;
    return [task.village, (places.size > 1 || !task.village) && task.place_name].filter(Boolean).join(' ');
  };
  const select = el(
    'select',
    { class: 'form-select', id: 'walk-village', 'data-key': 'village' },
    el('option', { value: '' }, say('every_village')),
    ...[...all.keys()].map((key) => el('option', { value: key, selected: key === shown.village }, name(key))),
  );
  select.addEventListener('change', () => acts.choose(select.value));
  return el(
    'div',
    { class: 'walk-tools' },
    el('label', { for: 'walk-village', class: 'visually-hidden' }, say('village')),
    all.size > 1 && select,
    button(say(shown.here ? 'near_again' : 'near_first'), '', acts.near, { 'data-key': 'near' }),
  );
}

function list(shown: Shown, found: Parts, acts: AllActs): HTMLElement {
  const drawn = found.open.slice(0, shown.many).map((task) => card(task, shown, acts));
  return el('ol', { class: 'walk-list', 'data-count': found.open.length }, ...drawn);
}

/** What was done last, and the way back as long as there is one. */
function last(shown: Shown, acts: AllActs): HTMLElement | null {
  const now = shown.answers.find((each) => each.instance === shown.last?.instance);
  if (!now || !mayUndo(now)) return null;
  const undo = button(say('undo'), '', () => acts.undo(now), { 'data-key': 'undo' });
  return el('div', { class: 'walk-last' }, el('span', {}, say('kept', { name: now.name })), undo);
}

/** What stays under the thumb: nothing above it moves when something waits, is sent, or has arrived. */
function dock(shown: Shown, found: Parts, acts: AllActs, signIn: string): HTMLElement {
  const undo = last(shown, acts);
  const isOnlyTheLast = undo && found.waiting.length === 1;
  return el('div', { class: 'walk-dock' }, !isOnlyTheLast && banner('note', shown, found, acts.send, signIn), undo);
}

function device(shown: Shown, acts: AllActs): HTMLElement | null {
  if (!shown.held && !shown.answers.length) return null;
  return el(
    'section',
    { class: 'walk-device', 'aria-labelledby': 'walk-device' },
    el('h2', { id: 'walk-device', class: 'h3' }, say('device')),
    shown.held && el('p', { class: 'quiet' }, say(shown.isReady ? 'ready' : 'not_ready')),
    button(say('erase'), 'btn-wrong', acts.erase, { 'data-key': 'erase' }),
  );
}

function nothing(shown: Shown): HTMLElement {
  const key = `why_${shown.held ? 'no_task' : shown.why}`;
  return el('div', { class: 'state' }, el('h1', { tabindex: '-1' }, say(key)), el('p', {}, say(`${key}_do`)));
}

function everything(shown: Shown, acts: AllActs, signIn: string, isOpen: boolean): (HTMLElement | null | false | '')[] {
  const found = parts(shown);
  const told = banner('doubt', shown, found, acts.send, signIn);
  const others = shown.held && found.others ? el('p', { class: 'notice' }, say('others', { n: found.others })) : null;
  if (!shown.held || !found.all) return [told, nothing(shown), others, troubles(found, acts), device(shown, acts)];
  return [
    head(shown, found),
    told,
    others,
    troubles(found, acts),
    found.open.length > 0 && tools(shown, acts),
    shown.hint && el('p', { class: 'notice' }, say(shown.hint)),
    list(shown, found, acts),
    found.open.length > shown.many && button(say('more', { n: found.open.length - shown.many }), 'btn-wide', acts.more, { 'data-key': 'more' }),
    answered(found, acts, isOpen),
    device(shown, acts),
    dock(shown, found, acts, signIn),
  ];
}

/** Draw all of it into the root. */
export function draw(root: HTMLElement, shown: Shown, acts: AllActs, signIn: string): void {
  const key = (document.activeElement as HTMLElement | null)?.dataset?.key;
  const isOpen = root.querySelector<HTMLDetailsElement>('.walk-done')?.open ?? false;
  root.replaceChildren(...everything(shown, acts, signIn, isOpen).filter((each): each is HTMLElement => Boolean(each)));
  if (key) root.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus({ preventScroll: true });
}
