/*
 * Arrow keys lead from a search box into what was found and back: everything inside [data-arrows] that is a box or a
 * link of a list .found. Escape and leaving the box close suggestions, also those that are still on their way: on a slow
 * line they must not open over what somebody reads meanwhile. Without this file Tab does the same.
 */
const STOPS = 'input[type="search"], .found a';

function leadOn(event: KeyboardEvent): void {
  const down = event.key === 'ArrowDown';
  if (!down && event.key !== 'ArrowUp') return;
  const here = event.target as HTMLElement;
  const region = here.closest<HTMLElement>('[data-arrows]');
  if (!region || !here.matches(STOPS)) return;
  const stops = [...region.querySelectorAll<HTMLElement>(STOPS)];
  const next = stops[stops.indexOf(here) + (down ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function closeSuggestions(): void {
  document.querySelector('.shell-search input')?.dispatchEvent(new Event('htmx:abort'));
  document.getElementById('suggestions')?.replaceChildren();
}

document.addEventListener('keydown', leadOn);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  // The browser would empty the box as well: what was typed stays until Escape is pressed once more.
  if (document.getElementById('suggestions')?.firstElementChild) event.preventDefault();
  closeSuggestions();
});
document.addEventListener('focusin', (event) => {
  if (!(event.target as Element).closest('.shell-search')) closeSuggestions();
});
document.addEventListener('click', (event) => {
  if (!(event.target as Element).closest('.shell-search')) closeSuggestions();
});
