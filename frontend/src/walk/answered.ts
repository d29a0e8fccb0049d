/* What was answered: what waits, what needs the person, what arrived. */
import { button, el } from './dom';
import { mayUndo } from './outbox';
import type { Parts } from './state';
import type { Answer } from './types';
import { say } from './words';

export interface AnswerActs {
  undo(answer: Answer): void;
  discard(answer: Answer): void;
  again(answer: Answer): void;
}

const TONES: Record<string, string> = { kept: 'pill-note', applied: 'pill-right', waiting: 'pill-doubt' };

function row(answer: Answer, acts: AnswerActs): HTMLElement {
  const undo = mayUndo(answer) && button(say('undo'), '', () => acts.undo(answer));
  return el(
    'li',
    { class: 'walk-answered', 'data-state': answer.state },
    el(
      'div',
      {},
      el('strong', {}, answer.name),
      el('span', { class: 'walk-line' }, [say(`said_${answer.outcome}`), answer.village].filter(Boolean).join(' · ')),
      el('span', { class: `pill ${TONES[answer.state] ?? ''}` }, say(`state_${answer.state}`)),
    ),
    undo,
  );
}

/** An answer that the server could not take: it is kept, with what to do. */
function trouble(answer: Answer, acts: AnswerActs): HTMLElement {
  const errors = Object.values(answer.errors);
  const mayGoAgain = answer.state !== 'over';
  return el(
    'li',
    { class: 'notice notice-wrong walk-trouble', 'data-state': answer.state },
    el('strong', {}, answer.name),
    el('p', {}, answer.message || say(`trouble_${answer.state}`)),
    errors.length > 0 && el('ul', {}, ...errors.map((error) => el('li', {}, error))),
    el('p', { class: 'small' }, say(`trouble_${answer.state}_do`)),
    el(
      'div',
      { class: 'row-of-things' },
      mayGoAgain && button(say('again'), '', () => acts.again(answer)),
      button(say('discard'), 'btn-wrong', () => acts.discard(answer)),
    ),
  );
}

export function troubles(found: Parts, acts: AnswerActs): HTMLElement | null {
  if (!found.troubled.length) return null;
  return el(
    'section',
    { 'aria-labelledby': 'walk-troubled' },
    el('h2', { id: 'walk-troubled' }, say('troubled', { n: found.troubled.length })),
    el('ul', { class: 'walk-list' }, ...found.troubled.map((each) => trouble(each, acts))),
  );
}

/** Everything answered, the latest first, folded away. */
export function answered(found: Parts, acts: AnswerActs, isOpen: boolean): HTMLElement | null {
  const own = [...found.waiting, ...found.settled].sort((one, other) => other.answered - one.answered);
  const count = own.length + found.elsewhere.length;
  if (!count) return null;
  return el(
    'details',
    { class: 'card walk-done', open: isOpen },
    el('summary', { 'data-key': 'answered' }, say('answered', { n: count })),
    el(
      'ul',
      { class: 'walk-list' },
      ...own.map((each) => row(each, acts)),
      ...found.elsewhere.map((task) =>
        el(
          'li',
          { class: 'walk-answered' },
          el('div', {}, el('strong', {}, task.name), el('span', { class: 'walk-line' }, say('state_elsewhere'))),
        ),
      ),
    ),
  );
}
