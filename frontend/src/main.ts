/*
 * Every page works without this file. It adds: fragments instead of whole pages (htmx), menus that close
 * by themselves, a spoken count after a filter, and one sentence when a request does not arrive.
 */
import './styles/main.scss';
import 'htmx.org';
import './passkeys';
import './answers';
import './arrows';
import './pictures';
import './typing';
import './held_walk';
import './window';

const OPEN_MENUS = 'details[data-menu][open]';

function closeMenus(except: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN_MENUS)) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener('click', (event) => closeMenus(event.target as Node));

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector<HTMLDetailsElement>(OPEN_MENUS);
  closeMenus(null);
  menu?.querySelector('summary')?.focus();
});

/** Say the new count to a screen reader: a live region only speaks when it was there before. */
function announce(): void {
  const said = document.querySelector('[data-announce]')?.textContent?.trim();
  const announcer = document.getElementById('announcer');
  if (said && announcer) announcer.textContent = said;
}

function showFailure(failed: boolean): void {
  const notice = document.getElementById('request-failed');
  if (notice) notice.hidden = !failed;
}

document.addEventListener('htmx:afterSettle', announce);
document.addEventListener('htmx:beforeRequest', () => showFailure(false));
document.addEventListener('htmx:responseError', () => showFailure(true));
document.addEventListener('htmx:sendError', () => showFailure(true));
document.addEventListener('htmx:timeout', () => showFailure(true));

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
