/*
 * Between the telephone and the server; the same for a page and for the service worker. Answers go one at a time, under
 * a lock that all tabs share, and each under its own number: the server takes a number once, however often it arrives.
 */
import { tell } from './device';
import { held } from './lifetimes';
import { afterReply, beside, due, sentOff, type Hurry, type Next, type Reply } from './outbox';
import { changeAnswer, eraseList, keepList, readAnswers, readList, readPhoto } from './store';
import type { Answer, List } from './types';

const PATIENCE = 45_000; // milliseconds; a photograph on a thin line takes its time

/** How the server stands to us: `gone` is somebody signed out, `refused` somebody without a task any more. */
export type Link = 'good' | 'none' | 'gone' | 'refused';

export interface Addresses {
  list: string;
  answers: string;
}

async function asked(address: string, options: RequestInit = {}): Promise<{ status: number; body: any } | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: stop.signal,
      ...options,
      headers: { Accept: 'application/json', ...options.headers },
    });
    const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
    return { status: answer.status, body: isJson ? await answer.json() : null };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Fetch the list and hold it. Whatever another account left is erased; so is everything when access has ended. */
export async function renew(addresses: Addresses): Promise<{ link: Link; list?: List }> {
  const reply = await asked(addresses.list);
  if (reply?.status === 401 || reply?.status === 403) {
    await eraseList(Date.now());
    tell('changed');
    return { link: reply.status === 401 ? 'gone' : 'refused' };
  }
  if (reply?.status !== 200 || !Array.isArray(reply.body?.tasks)) return { link: 'none' };
  const list = reply.body as List;
  const before = await readList();
  if (before && before.account !== list.account) await eraseList(Date.now());
  const open = new Set(list.tasks.filter((task) => task.state === 'open').map((task) => task.id));
  await keepList(held(list, Date.now()), (answers) => beside(answers, open));
  tell('changed');
  return { link: 'good', list };
}

function packed(answer: Answer, photo: ArrayBuffer | undefined): FormData {
  const form = new FormData();
  form.set('instance', answer.instance);
  form.set('task', String(answer.task));
  form.set('revision', String(answer.revision));
  form.set('outcome', answer.outcome);
  form.set('fields', JSON.stringify(answer.fields));
  form.set('note', answer.note);
  if (answer.spot) {
    form.set('lat', answer.spot.lat.toFixed(6));
    form.set('lon', answer.spot.lon.toFixed(6));
    form.set('accuracy', String(Math.round(answer.spot.accuracy)));
  }
  form.set('answered_at', new Date(answer.answered).toISOString());
  if (photo) form.set('photo', new Blob([photo], { type: 'image/jpeg' }), 'photo.jpg');
  return form;
}

/** Send one answer; an answer that is not the platform's own is none. */
async function sent(addresses: Addresses, answer: Answer, csrf: string): Promise<Reply | null> {
  const photo = answer.photo ? await readPhoto(answer.instance) : undefined;
  const reply = await asked(addresses.answers, {
    method: 'POST',
    headers: { 'X-CSRFToken': csrf },
    body: packed(answer, photo),
  });
  if (!reply) return null;
  if (reply.status === 200 && reply.body?.instance !== answer.instance) return null;
  return { status: reply.status, body: reply.body ?? {} };
}

/** Send these, one after the other, until one says otherwise. */
async function sendThese(addresses: Addresses, answers: Answer[], csrf: string): Promise<Next> {
  for (const { instance } of answers) {
    const going = await changeAnswer(instance, (answer) => sentOff(answer, Date.now()));
    if (!going) continue; // undone this moment
    tell('changed');
    const reply = await sent(addresses, going, csrf);
    const next = afterReply(going, reply, Date.now())[1];
    await changeAnswer(instance, (answer) => afterReply(answer, reply, Date.now())[0]);
    tell('changed');
    if (next !== 'on') return next;
  }
  return 'on';
}

/** Send what is due of the account that is signed in; say how the server stands to us then. */
async function sendDue(addresses: Addresses, hurry: Hurry): Promise<Link> {
  for (let asks = 0; asks < 2; asks += 1) {
    const { link, list } = await renew(addresses);
    if (!list) return link;
    const next = await sendThese(addresses, due(await readAnswers(), list.account, Date.now(), hurry), list.csrf);
    if (next !== 'ask') return next === 'stop' ? 'none' : 'good';
  }
  return 'none';
}

/** Send what is due, unless another tab is at it already. */
export async function sendAll(addresses: Addresses, hurry: Hurry): Promise<Link | null> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return sendDue(addresses, hurry);
  return locks.request('walk', { ifAvailable: true }, (lock) => (lock ? sendDue(addresses, hurry) : null));
}
