/* Making an answer, and keeping it. */
import type { Filled } from './answer_form';
import { GRACE } from './outbox';
import { dropAnswer, keepAnswer } from './store';
import type { Answer, Task } from './types';
import { mayUndo, needsPerson } from './outbox';

/** A number that nobody else will make. */
function newNumber(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const PLAIN: Filled = { outcome: 'confirmed', fields: {}, note: '', spot: null, photo: null };

/** Keep an answer; one that it takes the place of goes. Null when that one was on its way already. */
export async function keep(account: string, task: Task, filled: Filled, instead?: Answer): Promise<Answer | null> {
  const { photo, ...said } = filled;
  const now = Date.now();
  const made: Answer = {
    ...said,
    instance: newNumber(),
    account,
    task: task.id,
    revision: task.revision,
    name: task.name,
    village: task.village,
    photo: photo !== null,
    answered: now,
    state: 'kept',
    message: '',
    errors: {},
    tries: 0,
    next: now + GRACE,
    settled: 0,
  };
  await keepAnswer(made, photo);
  if (instead && !(await dropAnswer(instead.instance, (there) => mayUndo(there) || needsPerson(there)))) {
    await dropAnswer(made.instance, () => true);
    return null;
  }
  return made;
}
