/*
 * What lies on the telephone: the list, the answers, their photographs. One store for all tabs and the service worker.
 * Photographs lie apart and as plain bytes: older telephones lose blobs.
 */
import { isSettled, isTooOld } from './outbox';
import type { Answer, Held } from './types';

const NAMES = ['list', 'answers', 'photos'] as const;
type Name = (typeof NAMES)[number];

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('walk', 1);
    request.onupgradeneeded = () => NAMES.forEach((name) => request.result.createObjectStore(name));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const close = (): void => {
        request.result.close();
        opened = null;
      };
      request.result.onversionchange = close; // the browser erases what the site keeps
      request.result.onclose = close;
      resolve(request.result);
    };
  });
  opened.catch(() => (opened = null));
  return opened;
}

type Stores = (name: Name) => IDBObjectStore;
type Ask = <T>(request: IDBRequest<T>) => Promise<T>;
const ask: Ask = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Do something in one transaction; it holds when the promise does. */
async function within<T>(mode: IDBTransactionMode, names: Name[], act: (stores: Stores) => Promise<T>): Promise<T> {
  const transaction = (await open()).transaction(names, mode);
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
  });
  done.catch(() => undefined);
  const result = await act((name) => transaction.objectStore(name));
  await done;
  return result;
}

export const readList = (): Promise<Held | null> =>
  within('readonly', ['list'], async (stores) => (await ask(stores('list').get('list'))) ?? null);

export const readAnswers = (): Promise<Answer[]> =>
  within('readonly', ['answers'], (stores) => ask(stores('answers').getAll()));

export const readPhoto = (instance: string): Promise<ArrayBuffer | undefined> =>
  within('readonly', ['photos'], (stores) => ask(stores('photos').get(instance)));

/** Hold a fresh list. What was settled before and is not to be shown beside it goes. */
export const keepList = (list: Held, beside: (answers: Answer[]) => Answer[]): Promise<void> =>
  within('readwrite', ['list', 'answers'], async (stores) => {
    await ask(stores('list').put(list, 'list'));
    const all: Answer[] = await ask(stores('answers').getAll());
    const kept = new Set(beside(all));
    await Promise.all(all.filter((each) => !kept.has(each)).map((each) => ask(stores('answers').delete(each.instance))));
  });

/** Keep an answer, and its photograph when there is one. */
export const keepAnswer = (answer: Answer, photo: ArrayBuffer | null): Promise<void> =>
  within('readwrite', ['answers', 'photos'], async (stores) => {
    await ask(stores('answers').put(answer, answer.instance));
    if (photo) await ask(stores('photos').put(photo, answer.instance));
  });

/** Change an answer as it lies there now; null when it was taken away meanwhile. */
export const changeAnswer = (instance: string, change: (answer: Answer) => Answer): Promise<Answer | null> =>
  within('readwrite', ['answers', 'photos'], async (stores) => {
    const there: Answer | undefined = await ask(stores('answers').get(instance));
    if (!there) return null;
    const changed = change(there);
    await ask(stores('answers').put(changed, instance));
    if (isSettled(changed)) await ask(stores('photos').delete(instance));
    return changed;
  });

/** Take an answer away if it may be; say whether it was. */
export const dropAnswer = (instance: string, may: (answer: Answer) => boolean): Promise<boolean> =>
  within('readwrite', ['answers', 'photos'], async (stores) => {
    const there: Answer | undefined = await ask(stores('answers').get(instance));
    if (!there || !may(there)) return false;
    await ask(stores('answers').delete(instance));
    await ask(stores('photos').delete(instance));
    return true;
  });

/** Erase the list and what was settled; what was not sent yet lies apart, for thirty days. */
export const eraseList = (now: number): Promise<void> =>
  within('readwrite', [...NAMES], async (stores) => {
    await ask(stores('list').clear());
    for (const each of (await ask(stores('answers').getAll())) as Answer[]) {
      if (!isSettled(each) && !isTooOld(each, now)) continue;
      await ask(stores('answers').delete(each.instance));
      await ask(stores('photos').delete(each.instance));
    }
  });

/** Erase everything. */
export const eraseAll = (): Promise<void> =>
  within('readwrite', [...NAMES], async (stores) => {
    await Promise.all(NAMES.map((name) => ask(stores(name).clear())));
  });
