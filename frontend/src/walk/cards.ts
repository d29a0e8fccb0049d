/* The cards of the list: one is open at a time, with one large answer. */
import { button, el } from './dom';
import { metres } from './order';
import { refusal, type Shown } from './state';
import type { Task } from './types';
import { day, monthsSince, say, year } from './words';

export interface Acts {
  open(task: number): void;
  confirm(task: Task): void;
  answer(task: Task, how: 'confirmed' | 'corrected' | 'gone'): void;
}

const STALE = 12; // months; so many, and the age is said as a warning

/** How far away, as people say it. */
export function far(distance: number): string {
  if (distance < 950) return say('far_metres', { m: Math.max(10, Math.round(distance / 10) * 10) });
  return say('far_kilometres', { km: (distance / 1000).toFixed(distance < 9950 ? 1 : 0) });
}

function line(task: Task, shown: Shown): string {
  const distance = metres(task, shown.here);
  const where = [task.kind_name, task.village || task.place_name, distance === null ? '' : far(distance)];
  return where.filter(Boolean).join(' · ');
}

function age(task: Task): HTMLElement {
  if (!task.confirmed) return el('span', { class: 'pill pill-doubt' }, say('never_confirmed'));
  const months = monthsSince(task.confirmed, new Date());
  const exact = say('confirmed_on', { day: day(task.confirmed) });
  if (months < STALE) return el('span', { class: 'pill pill-right' }, exact);
  return el('span', { class: 'pill pill-doubt', title: exact }, say('not_confirmed_for', { n: months }));
}

function facts(task: Task): HTMLElement {
  const told = [
    task.members === null ? say('members_unknown') : say('members', { n: task.members }),
    task.founded === null ? '' : say('founded', { year: String(year(task.founded)) }),
  ];
  return el(
    'div',
    { class: 'walk-facts' },
    el('p', {}, task.place_name),
    el('p', {}, told.filter(Boolean).join(' · ')),
    task.activity && el('p', { class: 'walk-activity' }, task.activity),
    age(task),
  );
}

function inside(task: Task, shown: Shown, acts: Acts): HTMLElement {
  const said = refusal(shown, task);
  return el(
    'div',
    { class: 'walk-inside' },
    said && el('p', { class: 'notice notice-doubt' }, say('refused', { why: said.message })),
    facts(task),
    button(say('confirm'), 'btn-primary walk-main', () => acts.confirm(task), { 'data-key': `confirm-${task.id}` }),
    el(
      'div',
      { class: 'walk-two walk-wide-second' },
      button(say('correct'), '', () => acts.answer(task, 'corrected')),
      button(say('gone'), '', () => acts.answer(task, 'gone')),
    ),
    button(say('confirm_more'), 'walk-quiet', () => acts.answer(task, 'confirmed')),
  );
}

/** One task; the open one shows what is known and asks. */
export function card(task: Task, shown: Shown, acts: Acts): HTMLElement {
  const isOpen = shown.opened === task.id;
  const head = el(
    'button',
    {
      type: 'button',
      class: 'walk-head',
      'aria-expanded': String(isOpen),
      'data-key': `task-${task.id}`,
      click: () => acts.open(task.id),
    },
    el('span', { class: 'walk-name' }, task.name),
    el('span', { class: 'walk-line' }, line(task, shown)),
  );
  return el(
    'li',
    { class: isOpen ? 'card walk-card walk-open' : 'card walk-card', 'data-task': task.id },
    el('h2', {}, head),
    isOpen && inside(task, shown, acts),
  );
}
