/* What each button does. */
import { answerForm, type Begun, type Filled, type How } from './answer_form';
import { keep, PLAIN } from './answering';
import type { Walk } from './app';
import { tell } from './device';
import { agreed } from './dialog';
import { eraseDevice } from './leaving';
import { isUnsent, mayUndo, needsPerson } from './outbox';
import { findSpot } from './place';
import { dropAnswer, readPhoto } from './store';
import type { Answer, Task } from './types';
import { STEP, type AllActs } from './view';
import { say } from './words';

const REST = 700; // milliseconds; who presses twice does so within half a second

type Syncing = { sync?: { register(tag: string): Promise<void> } };

/** Where the browser can, let it send after this page is closed. */
async function askForSync(): Promise<void> {
  const ready = (await navigator.serviceWorker?.ready) as Syncing | undefined;
  await ready?.sync?.register('walk').catch(() => undefined);
}

/** Keep an answer on the telephone; say whether the list may come back. */
async function keepFilled(walk: Walk, task: Task, filled: Filled, instead?: Answer): Promise<boolean> {
  try {
    const made = await keep(walk.shown.held!.account, task, filled, instead);
    walk.speak(made ? say('kept', { name: task.name }) : say('undo_late'));
    walk.shown.last = made;
    walk.shown.opened = null;
    void navigator.storage?.persist?.();
    void askForSync();
    tell('changed');
    return true;
  } catch (error) {
    const isFull = (error as DOMException)?.name === 'QuotaExceededError';
    await agreed(say(isFull ? 'full' : 'not_kept'), say('understood'));
    return false;
  }
}

let resting = 0;

/** After an answer the next card slides under the thumb: what a shaky hand presses twice must not answer for that one. */
function restAWhile(walk: Walk): void {
  walk.root.classList.add('walk-resting');
  clearTimeout(resting);
  resting = window.setTimeout(() => walk.root.classList.remove('walk-resting'), REST);
}

/** The next card comes to the thumb, and to the keyboard. */
function focusOpen(walk: Walk): void {
  restAWhile(walk); // begins anew: on some telephones it took long to keep the answer
  const next = walk.root.querySelector<HTMLElement>('.walk-open .walk-head') ?? walk.root.querySelector<HTMLElement>('h1');
  next?.focus({ preventScroll: true });
  walk.root.querySelector('.walk-open')?.scrollIntoView({ block: 'nearest' });
}

/** Show the form in the place of the list; the browser's own way back closes it. */
function showForm(walk: Walk, task: Task, how: How, before: Begun | null): void {
  const back = (): void => history.back();
  const keepIt = async (filled: Filled): Promise<void> => {
    if (await keepFilled(walk, task, filled, before?.answer)) back();
  };
  walk.form = answerForm(task, how, before, { keep: keepIt, back });
  walk.root.replaceChildren(walk.form);
  history.pushState({ walk: 'form' }, '');
  scrollTo(0, 0);
  walk.form.querySelector('h1')?.focus();
}

export async function closeForm(walk: Walk): Promise<void> {
  if (!walk.form) return;
  walk.form = null;
  await walk.reload();
  focusOpen(walk);
}

function answerActs(walk: Walk): Pick<AllActs, 'confirm' | 'answer' | 'undo' | 'discard' | 'again'> {
  return {
    async confirm(task) {
      restAWhile(walk);
      if (!(await keepFilled(walk, task, PLAIN))) return;
      await walk.reload();
      focusOpen(walk);
    },
    answer: (task, how) => showForm(walk, task, how, null),
    async undo(answer) {
      const gone = await dropAnswer(answer.instance, mayUndo);
      walk.speak(say(gone ? 'undone' : 'undo_late'));
      if (gone) walk.shown.opened = answer.task;
      tell('changed');
      await walk.reload();
    },
    async discard(answer) {
      if (!(await agreed(say('discard_question', { name: answer.name }), say('keep_it'), say('discard')))) return;
      await dropAnswer(answer.instance, needsPerson);
      tell('changed');
      await walk.reload();
    },
    async again(answer) {
      const task = walk.shown.held?.tasks.find((each) => each.id === answer.task);
      const how: How = answer.outcome === 'confirmed' || answer.outcome === 'corrected' ? answer.outcome : 'gone';
      const photo = (await readPhoto(answer.instance)) ?? null;
      if (task) showForm(walk, task, how, { answer, photo });
      else walk.speak(say('trouble_over'));
    },
  };
}

export function actsOf(walk: Walk): AllActs {
  const { shown } = walk;
  return {
    ...answerActs(walk),
    open(task) {
      shown.opened = shown.opened === task ? -1 : task;
      walk.render();
    },
    send: () => void walk.go('all'),
    async near() {
      walk.speak(say('spot_asking'));
      const found = await findSpot();
      shown.hint = typeof found === 'string' ? found : '';
      if (typeof found === 'string') walk.speak(say(found));
      else [shown.here, shown.opened] = [found, null];
      walk.render();
    },
    choose(village) {
      [shown.village, shown.opened] = [village, null];
      walk.render();
    },
    more() {
      shown.many += STEP;
      walk.render();
    },
    async erase() {
      const n = shown.answers.filter(isUnsent).length;
      const question = n ? say('erase_question', { n }) : say('erase_question_none');
      if (!(await agreed(question, say('keep_it'), say('erase')))) return;
      await eraseDevice();
      shown.why = 'erased';
      await walk.reload();
    },
  };
}
