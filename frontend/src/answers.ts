/* Answers by key: a button that shows its key is pressed by it, as long as nobody is writing. */

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const at = event.target as HTMLElement;
  if (at.closest('input, select, textarea, [contenteditable]')) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-key]')) {
    if (button.dataset.key === event.key) {
      event.preventDefault();
      button.click();
      return;
    }
  }
});
