/*
 * A browser may hold a walk (walk/). A page that offers the sign-in tells that whoever signs in next may be another: the
 * list is then fetched anew or erased, by the first page after it. Whoever signs out is asked, and all is erased.
 */
const MARK = 'walk'; // the same names as in walk/device.ts
const DOUBT = 'walk-doubt';

function listHeld(): string | null {
  try {
    return localStorage.getItem(MARK);
  } catch {
    return null;
  }
}

const list = listHeld();
if (list !== null && document.querySelector('[data-signed-out]')) localStorage.setItem(DOUBT, '1');
else if (list !== null && document.querySelector('form[data-unsent]') && localStorage.getItem(DOUBT)) {
  if (!document.getElementById('walk')) void import('./walk/visiting').then(({ visit }) => visit(list));
}

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.matches('form[data-unsent]') || listHeld() === null) return;
  event.preventDefault();
  import('./walk/leaving').then(
    ({ leave }) => leave(form),
    () => form.submit(),
  );
});
