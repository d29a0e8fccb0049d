/* One answer with all that can go with it, on a page of its own: what changed, a note, a photograph, the spot. */
import { wrongFields } from './checking';
import { correction, field } from './correction';
import { button, el } from './dom';
import { photograph, place } from './extras';
import type { Answer, Outcome, Spot, Task } from './types';
import { say } from './words';

export type How = 'confirmed' | 'corrected' | 'gone';
const GONE: Outcome[] = ['moved', 'closed', 'not_found'];

export interface Filled {
  outcome: Outcome;
  fields: Record<string, string>;
  note: string;
  spot: Spot | null;
  photo: ArrayBuffer | null;
}

/** An answer that is given again. */
export interface Begun {
  answer: Answer;
  photo: ArrayBuffer | null;
}

/** What happened, and where to if it has moved. */
function choices(before: Answer | null): [HTMLElement, () => Outcome | null, () => Record<string, string>] {
  const first = before?.outcome;
  const where = el('input', { type: 'text', maxlength: 300, value: before?.fields.where ?? '', autocomplete: 'off' });
  const asked = field('where', where, say('where_help'));
  const chosen = (): Outcome | null => (box.querySelector<HTMLInputElement>('input:checked')?.value as Outcome) ?? null;
  const choice = (outcome: Outcome): HTMLElement =>
    el(
      'label',
      { class: 'choice' },
      el('input', { type: 'radio', name: 'outcome', value: outcome, checked: first === outcome }),
      say(`choose_${outcome}`),
    );
  const legend = el('legend', {}, say('what_happened'));
  const box = el('fieldset', { class: 'field field-choices', 'data-field': 'outcome' }, legend, ...GONE.map(choice));
  const show = (): void => void (asked.hidden = chosen() !== 'moved');
  box.addEventListener('change', show);
  show();
  const fields = (): Record<string, string> => (chosen() === 'moved' ? { where: where.value.trim() } : {});
  return [el('div', {}, box, asked), chosen, fields];
}

function mark(form: HTMLElement, wrong: Record<string, string>): void {
  form.querySelectorAll('.field-error').forEach((each) => each.remove());
  form.querySelectorAll('.field-wrong').forEach((each) => each.classList.remove('field-wrong'));
  for (const [name, words] of Object.entries(wrong)) {
    const box = form.querySelector(`[data-field="${name}"]`);
    box?.classList.add('field-wrong');
    box?.append(el('p', { class: 'field-error', role: 'alert' }, words));
  }
  form.querySelector<HTMLElement>('.field-wrong :is(input, textarea, select)')?.focus();
}

/** What is wrong with what was filled in, by field. */
function problems(
  how: How,
  outcome: Outcome | null,
  changed: Record<string, string>,
  note: string,
): Record<string, string> {
  const wrong = wrongFields(changed, new Date().getFullYear());
  const found = Object.fromEntries(Object.entries(wrong).map(([name, key]) => [name, say(key)]));
  if (!outcome) found.outcome = say('wrong_outcome');
  if (outcome === 'moved' && !changed.where) found.where = say('wrong_where');
  if (how === 'corrected' && !Object.keys(changed).length && !note) found.name = say('wrong_nothing');
  return found;
}

export interface FormActs {
  keep(filled: Filled): Promise<void>;
  back(): void;
}

/** The form. `keep` is called with what was filled in; what is wrong is said beside its field, and nothing is lost. */
export function answerForm(task: Task, how: How, before: Begun | null, acts: FormActs): HTMLElement {
  const [fields, readFields] = correction(task, before?.answer ?? null);
  const [choose, readOutcome, readWhere] = choices(before?.answer ?? null);
  const note = el('textarea', { rows: 2, maxlength: 1000 }, before?.answer.note ?? '');
  const [photo, readPhoto] = photograph(before?.photo ?? null);
  const [spot, readSpot] = place(before?.answer.spot ?? null);
  const save = el('button', { type: 'submit', class: 'btn btn-primary walk-main' }, say(how === 'confirmed' ? 'confirm' : 'keep'));
  const parts = [how === 'corrected' && fields, how === 'gone' && choose];
  const help = how === 'gone' ? say('note_help_gone') : '';
  const more = el('div', { class: 'walk-two' }, photo, spot);
  const form = el('form', { class: 'card walk-form', novalidate: true }, ...parts, field('note', note, help), more, save);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const outcome = how === 'gone' ? readOutcome() : how;
    const changed = how === 'corrected' ? readFields() : how === 'gone' ? readWhere() : {};
    const found = problems(how, outcome, changed, note.value.trim());
    mark(form, found);
    if (Object.keys(found).length) return;
    save.disabled = true;
    const photo = await readPhoto();
    await acts.keep({ outcome: outcome!, fields: changed, note: note.value.trim(), spot: readSpot(), photo });
    save.disabled = false;
  });
  const head = el('h1', { tabindex: '-1' }, task.name);
  const lead = el('p', { class: 'quiet' }, say(`how_${how}`));
  return el('section', { class: 'walk-page' }, button(say('back'), 'walk-quiet', acts.back), head, lead, form);
}
