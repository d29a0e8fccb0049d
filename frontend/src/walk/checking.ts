/* What a person typed, looked at before there is a signal. The server looks again. Pure. */

const FIRST_YEAR = 1850;
const AHEAD = 543; // years by which the Buddhist era is ahead
const THAI_ZERO = '๐'.charCodeAt(0);

/** Thai digits as Arabic ones. */
export const arabic = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO));

const isYear = (text: string, thisYear: number): boolean => {
  const year = Number(text);
  const inside = (candidate: number): boolean => candidate >= FIRST_YEAR && candidate <= thisYear;
  return /^\d{4}$/.test(text) && (inside(year) || inside(year - AHEAD));
};

/** The fields with what is wrong, as keys of words; empty when nothing is. */
export function wrongFields(fields: Record<string, string>, thisYear: number): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (fields.name !== undefined && !fields.name.trim()) wrong.name = 'wrong_name';
  if (fields.members && !/^\d{1,7}$/.test(fields.members)) wrong.members = 'wrong_members';
  if (fields.founded && !isYear(fields.founded, thisYear)) wrong.founded = 'wrong_founded';
  return wrong;
}
