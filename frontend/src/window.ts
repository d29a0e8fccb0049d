/* A report tells how large the window is: what did not fit on a telephone is then understood. */
for (const field of document.querySelectorAll<HTMLInputElement>('input[data-window]')) {
  field.value = `${window.innerWidth} × ${window.innerHeight}`;
}
