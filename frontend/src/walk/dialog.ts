/* One question, two answers. */
import { button, el } from './dom';

/** Ask before something is lost; the safe answer comes first and has the focus. With one answer it is only said. */
export function agreed(question: string, no: string, yes = ''): Promise<boolean> {
  if (typeof HTMLDialogElement !== 'function') return Promise.resolve(window.confirm(question));
  return new Promise((resolve) => {
    const answer = (said: boolean) => (): void => {
      dialog.close();
      dialog.remove();
      resolve(said);
    };
    const words = el('p', { id: 'dialog-words' }, question);
    const answers = [button(no, 'btn-primary', answer(false)), yes && button(yes, 'btn-wrong', answer(true))];
    const buttons = el('div', { class: 'dialog-answers' }, ...answers);
    const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-words', cancel: answer(false) }, words, buttons);
    document.body.append(dialog);
    dialog.showModal();
  });
}
