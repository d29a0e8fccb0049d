/*
 * The service worker: the page itself without a signal, and answers that go after the page is closed. The server puts
 * WALK before it: what belongs to this build. Nothing that it keeps tells who is signed in.
 */
import { sendAll } from './sending';

interface Build {
  version: string;
  page: string;
  /** The page without anybody's data, by language. */
  shells: Record<string, string>;
  files: string[];
  list: string;
  answers: string;
}

interface Lasting extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface Fetched extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

declare const WALK: Build;
const worker = self as unknown as {
  addEventListener(type: string, act: (event: any) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

const CACHE = `walk-${WALK.version}`;
const CHOICE = 'walk-language'; // of the reader; stays when a build goes
const PATIENCE = 4_000; // milliseconds; then the page comes from here
const files = new Set(WALK.files);

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(WALK.files);
  for (const shell of Object.values(WALK.shells)) {
    const answer = await fetch(shell, { credentials: 'omit', cache: 'no-store' });
    if (!answer.ok) throw new Error('no shell');
    await cache.put(shell, answer);
  }
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('walk-') && name !== CACHE && name !== CHOICE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function choose(language: string | null): Promise<void> {
  if (language && language in WALK.shells) await (await caches.open(CHOICE)).put(WALK.page, new Response(language));
}

/** The page without a signal, in the language asked for or read last. */
async function shell(request: Request): Promise<Response> {
  await choose(new URL(request.url).searchParams.get('lang'));
  const chosen = (await (await (await caches.open(CHOICE)).match(WALK.page))?.text()) ?? '';
  const cache = await caches.open(CACHE);
  return (await cache.match(WALK.shells[chosen] ?? Object.values(WALK.shells)[0])) ?? Response.error();
}

/** The page from the server; from here when it does not answer soon, or cannot. */
async function page(event: Fetched): Promise<Response> {
  const fresh = fetch(event.request).then(
    async (answer) => {
      if (answer.status >= 500) return null;
      if (answer.ok) await choose(answer.headers.get('Content-Language'));
      return answer;
    },
    () => null,
  );
  event.waitUntil(fresh);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
  return (await Promise.race([fresh, late])) ?? shell(event.request);
}

async function file(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request);
}

worker.addEventListener('install', (event: Lasting) => event.waitUntil(install()));
worker.addEventListener('activate', (event: Lasting) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event: Fetched) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate') {
    if (url.pathname === WALK.page) event.respondWith(page(event));
  } else if (files.has(url.pathname)) event.respondWith(file(event.request));
});
/** Send what waits; an error lets the browser try again later. */
async function send(): Promise<void> {
  const link = await sendAll({ list: WALK.list, answers: WALK.answers }, 'again');
  if (link === 'none') throw new Error('no signal');
}

worker.addEventListener('sync', (event: Lasting & { tag: string }) => {
  if (event.tag === 'walk') event.waitUntil(send());
});
