/* The fields of a correction: what stands in them at first, and what was changed. */
import { arabic } from './checking';
import { el } from './dom';
import type { Answer, Task } from './types';
import { say, year } from './words';

/** A labelled control of the form. */
export function field(name: string, control: HTMLElement, help = ''): HTMLElement {
  control.id = `walk-${name}`;
  control.classList.add('form-control');
  if (help) control.setAttribute('aria-describedby', `walk-${name}-help`);
  return el(
    'div',
    { class: 'field', 'data-field': name },
    el('label', { for: `walk-${name}` }, say(`field_${name}`)),
    help && el('p', { class: 'field-help', id: `walk-${name}-help` }, help),
    control,
  );
}

const DIGITS = ['members', 'founded', 'village'];

/** What stands in the form at first: the record, or the answer that is given again. */
function begun(task: Task, before: Answer | null): Record<string, string> {
  const known = {
    name: task.name,
    members: task.members === null ? '' : String(task.members),
    founded: task.founded === null ? '' : String(year(task.founded)),
    activity: task.activity,
    village: /\d+/.exec(arabic(task.village))?.[0] ?? '', // its number; its name is not the list's to change
  };
  return { ...known, ...before?.fields };
}

/** The fields of a correction, and how to read what changed. */
export function correction(task: Task, before: Answer | null): [HTMLElement, () => Record<string, string>] {
  const first = begun(task, before);
  const known = begun(task, null);
  const line = (name: string, more = {}): HTMLInputElement => el('input', { type: 'text', value: first[name], ...more });
  const digits = { inputmode: 'numeric', autocomplete: 'off' };
  const controls: Record<string, HTMLInputElement | HTMLTextAreaElement> = {
    name: line('name', { maxlength: 200, autocomplete: 'off' }),
    members: line('members', digits),
    founded: line('founded', digits),
    activity: el('textarea', { rows: 3 }, first.activity),
    village: line('village', digits),
  };
  const box = el('div', {}, ...Object.entries(controls).map(([name, control]) => field(name, control, name === 'founded' ? say('founded_help') : '')));
  const read = (): Record<string, string> => {
    const typed = Object.entries(controls).map(([name, control]) => {
      const text = control.value.trim();
      return [name, DIGITS.includes(name) ? arabic(text).replace(/,/g, '') : text] as const;
    });
    return Object.fromEntries(typed.filter(([name, text]) => text !== known[name as keyof typeof known]));
  };
  return [box, read];
}

