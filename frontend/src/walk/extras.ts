/* What can go with any answer: a photograph and the spot. */
import { button, el } from './dom';
import { preview, shrunk } from './photo';
import { findSpot } from './place';
import type { Spot } from './types';
import { say } from './words';

/** A photograph: taken, made smaller at once, shown, and taken away again. */
export function photograph(first: ArrayBuffer | null): [HTMLElement, () => Promise<ArrayBuffer | null>] {
  let working: Promise<ArrayBuffer | null> = Promise.resolve(first);
  const seen = el('div', { class: 'walk-seen' });
  const said = el('p', { role: 'status', class: 'quiet' });
  const input = el('input', { type: 'file', accept: 'image/*', capture: 'environment', class: 'walk-file', id: 'walk-photo' });
  const label = el('label', { class: 'btn', for: 'walk-photo' }, say('photo_take'));
  const show = async (photo: ArrayBuffer | null): Promise<void> => {
    label.textContent = say(photo ? 'photo_another' : 'photo_take');
    seen.replaceChildren();
    if (!photo) return;
    const picture = await preview(photo);
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', say('photo_kept'));
    seen.replaceChildren(picture, button(say('photo_remove'), 'walk-quiet', () => put(null)));
  };
  const put = (photo: ArrayBuffer | null): void => {
    working = Promise.resolve(photo);
    said.textContent = photo ? say('photo_kept') : '';
    void show(photo);
  };
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (!file) return;
    const before = working;
    said.textContent = say('photo_working');
    working = shrunk(file).then(
      (photo) => {
        put(photo);
        return photo;
      },
      () => {
        said.textContent = say('photo_unreadable');
        return before;
      },
    );
    input.value = '';
  });
  void show(first);
  return [el('div', { class: 'walk-extra' }, input, label, seen, said), () => working];
}

/** The spot: one press takes it, another takes it away. */
export function place(first: Spot | null): [HTMLElement, () => Spot | null] {
  let spot = first;
  const said = el('p', { role: 'status', class: 'quiet' });
  const tell = (): void => {
    said.textContent = spot ? say('spot_kept', { m: Math.max(1, Math.round(spot.accuracy)) }) : '';
    press.textContent = say(spot ? 'spot_remove' : 'spot_take');
  };
  const press = button('', '', async () => {
    if (spot) {
      spot = null;
      return tell();
    }
    said.textContent = say('spot_asking');
    const found = await findSpot();
    if (typeof found === 'string') said.textContent = say(found);
    else {
      spot = found;
      tell();
    }
  });
  tell();
  return [el('div', { class: 'walk-extra' }, press, said), () => spot];
}

