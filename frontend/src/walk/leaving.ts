/* Signing out erases what lies on this telephone; what was not sent yet would be lost, so that is said first. */
import { tell, unmark } from './device';
import { agreed } from './dialog';
import { isUnsent } from './outbox';
import { eraseAll, readAnswers } from './store';

/** Erase everything, on every tab. */
export async function eraseDevice(): Promise<void> {
  await eraseAll();
  unmark();
  tell('erased');
}

export async function leave(form: HTMLFormElement): Promise<void> {
  try {
    const unsent = (await readAnswers()).filter(isUnsent).length;
    const { unsent: words = '', leave: yes = '', stay: no = '' } = form.dataset;
    if (unsent && !(await agreed(words.replace('{n}', String(unsent)), no, yes))) return;
    await eraseDevice();
  } catch {
    /* what cannot be read cannot be kept either: the server's answer clears the site's store */
  }
  form.submit();
}
