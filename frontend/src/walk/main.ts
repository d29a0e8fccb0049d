/*
 * The walk (ลงพื้นที่): a list of organisations to be asked after, with or without a signal. The page shows the same
 * list without this file; where the browser has a store, this takes its place.
 */
import './walk.scss';
import { actsOf, closeForm } from './acts';
import { Walk } from './app';

function begin(root: HTMLElement): void {
  const { list = '', answers = '', login = '', worker = '', account = '' } = root.dataset;
  const walk = new Walk(root, { list, answers }, login, document.getElementById('walk-said')!);
  addEventListener('popstate', () => void closeForm(walk));
  void walk.begin(actsOf(walk), account, document.getElementById('walk-plain'));
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register(worker).catch(() => undefined);
  void navigator.serviceWorker.ready.then(() => {
    walk.shown.isReady = true;
    if (!root.hidden) walk.render();
  });
}

const root = document.getElementById('walk');
if (root && 'indexedDB' in window) begin(root);
