/* The page's words, translated by the server: whole sentences with named gaps. */

type Words = Record<string, string | [string, string]>;
let words: Words | null = null;

export const language = (): string => document.documentElement.lang || 'th';

/** Say a sentence; `n` chooses between one and many. */
export function say(key: string, gaps: Record<string, string | number> = {}): string {
  words ??= JSON.parse(document.getElementById('walk-words')?.textContent ?? '{}') as Words;
  const found = words[key] ?? key;
  const sentence = typeof found === 'string' ? found : found[gaps.n === 1 ? 0 : 1];
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = gaps[name] ?? gap;
    return typeof value === 'number' ? value.toLocaleString('en') : value;
  });
}

/**
 * Let the choice of a language hold where it was not made: without a signal the server does not hear of it, and the
 * page that comes from the telephone's store follows the page that came from the server.
 */
export async function rememberLanguage(isFromServer: boolean): Promise<void> {
  if (isFromServer) await (await caches.open('walk-language')).put(location.pathname, new Response(language()));
  else if (new URLSearchParams(location.search).has('lang')) {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `django_language=${language()}; path=/; max-age=31536000; samesite=lax${secure}`;
  }
}

const locale = (): string => (language() === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB');

/** 3 มี.ค. 2568; in English 3 Mar 2025. */
export function day(iso: string): string {
  // The word of the era is left out, as on every page of the platform.
  const parts = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric' }).formatToParts(
    new Date(iso.length > 10 ? iso : `${iso}T12:00:00+07:00`),
  );
  return ['day', 'month', 'year'].map((type) => parts.find((part) => part.type === type)?.value).join(' ');
}

const AHEAD = 543; // years by which the Buddhist era is ahead

/** A year as the reader writes it, whichever language the list was fetched in. */
export function year(founded: number): number {
  const common = founded > 2300 ? founded - AHEAD : founded;
  return common + (language() === 'th' ? AHEAD : 0);
}

/** Whole months since a day. */
export function monthsSince(iso: string, now: Date): number {
  const then = new Date(iso);
  const months = (now.getFullYear() - then.getFullYear()) * 12 + now.getMonth() - then.getMonth();
  return Math.max(0, now.getDate() < then.getDate() ? months - 1 : months);
}
