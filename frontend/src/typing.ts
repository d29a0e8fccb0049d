/*
 * What somebody types into a long form is kept on the device until it was sent: a broken line, a closed tab or an empty
 * battery loses nothing. Kept under the account and the form; gone once it was sent, after a week, and when nobody is
 * signed in.
 */
const PREFIX = 'typed:';
const A_WEEK = 7 * 24 * 3600 * 1000;

interface Kept {
  at: number;
  sent: boolean;
  revision: string;
  fields: Record<string, string>;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>('input, textarea, select')].filter(
    (field) => field.name && field.type !== 'hidden' && field.type !== 'file' && field.type !== 'submit',
  );
}

function revisionOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>('input[name=revision]')?.value ?? '';
}

function read(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function keep(key: string, form: HTMLFormElement, sent: boolean): void {
  const fields = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, revision: revisionOf(form), fields }));
  } catch {
    // No room on the device, or none is allowed: the server keeps it every few seconds.
  }
}

function restore(key: string, form: HTMLFormElement): void {
  const kept = read(key);
  if (!kept) return;
  // Saved since, here or elsewhere: what is stored is newer than what was typed.
  if (kept.revision !== revisionOf(form)) {
    localStorage.removeItem(key);
    return;
  }
  let differs = false;
  for (const field of fieldsOf(form)) {
    const typed = kept.fields[field.name];
    if (typed === undefined || typed === field.value) continue;
    field.value = typed;
    differs = true;
  }
  const notice = form.querySelector<HTMLElement>('[data-typing-restored]');
  if (notice) notice.hidden = !differs;
}

const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-keep-typing]')];
const here = new Set(forms.map((form) => PREFIX + form.dataset.keepTyping));
const isSignedIn = document.querySelector('[data-signed-in]') !== null;

function sweep(): void {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    const kept = read(key);
    const isOver = !kept || Date.now() - kept.at > A_WEEK || (kept.sent && !here.has(key));
    if (!isSignedIn || isOver) localStorage.removeItem(key);
  }
}

try {
  sweep();
} catch {
  // A browser that keeps nothing for anybody has nothing to forget.
}

for (const form of forms) {
  const key = PREFIX + form.dataset.keepTyping;
  restore(key, form);
  form.addEventListener('input', () => keep(key, form, false));
  form.addEventListener('submit', () => keep(key, form, true));
}
