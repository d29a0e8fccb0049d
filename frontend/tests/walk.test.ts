/* The pure rules of the walk, run by Node itself: no browser, no package. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { arabic, wrongFields } from '../src/walk/checking.ts';
import { held, stillHeld } from '../src/walk/lifetimes.ts';
import { distance, ordered } from '../src/walk/order.ts';
import { afterReply, beside, due, isTooOld, KEPT, mayUndo, nextDue, pause, sentOff } from '../src/walk/outbox.ts';
import type { Answer, List, Task } from '../src/walk/types.ts';

const task = (id: number, lat: number | null = null, lon: number | null = null): Task =>
  ({ id, lat, lon, round: id, state: 'open' }) as Task;

const answer = (more: Partial<Answer> = {}): Answer => ({
  instance: 'one',
  account: 'a',
  task: 1,
  revision: 1,
  name: 'n',
  village: '',
  outcome: 'confirmed',
  fields: { name: 'x' },
  note: 'note',
  spot: null,
  photo: true,
  answered: 100,
  state: 'kept',
  message: '',
  errors: {},
  tries: 0,
  next: 1000,
  settled: 0,
  ...more,
});

test('a degree of latitude is 111 kilometres', () => {
  assert.equal(Math.round(distance({ lat: 14, lon: 102 }, { lat: 15, lon: 102 }) / 1000), 111);
});

test('nearest first, those without a spot behind and as they came', () => {
  const tasks = [task(1), task(2, 15, 102), task(3, 14, 102), task(4)];
  const ids = (found: Task[]): number[] => found.map((each) => each.id);
  assert.deepEqual(ids(ordered(tasks, { lat: 14.1, lon: 102 })), [3, 2, 1, 4]);
  assert.deepEqual(ids(ordered(tasks, null)), [1, 2, 3, 4]);
});

test('an answer waits its time, goes under its own account, oldest first', () => {
  const kept = [answer(), answer({ instance: 'two', answered: 50, next: 10 }), answer({ account: 'b', next: 0 })];
  assert.deepEqual(due(kept, 'a', 500).map((each) => each.instance), ['two']);
  assert.deepEqual(due(kept, 'a', 500, 'all').map((each) => each.instance), ['two', 'one']);
  assert.deepEqual(due([answer(), answer({ tries: 1 })], 'a', 500, 'again').map((each) => each.tries), [1]);
  assert.equal(nextDue(kept, 'a'), 10);
  assert.equal(nextDue([answer({ state: 'over' })], 'a'), null);
});

test('an answer that was sent off is not undone, and pauses longer each time', () => {
  const gone = sentOff(answer(), 1000);
  assert.equal(mayUndo(answer()), true);
  assert.equal(mayUndo(gone), false);
  assert.equal(gone.next, 6000);
  assert.deepEqual([1, 2, 3, 20].map(pause), [5000, 10_000, 20_000, 300_000]);
});

test('what the server answers decides what becomes of an answer', () => {
  const became = (status: number, body = {}): unknown[] => {
    const [changed, next] = afterReply(answer(), { status, body }, 5);
    return [changed.state, next, changed.photo];
  };
  assert.deepEqual(became(200, { state: 'applied' }), ['applied', 'on', false]);
  assert.deepEqual(became(200, { state: 'waiting' }), ['waiting', 'on', false]);
  assert.deepEqual(became(401), ['kept', 'ask', true]);
  assert.deepEqual(became(403), ['kept', 'ask', true]);
  assert.deepEqual(became(409), ['changed', 'on', true]);
  assert.deepEqual(became(410), ['over', 'on', true]);
  assert.deepEqual(became(422, { errors: { name: 'x' } }), ['wrong', 'on', true]);
  assert.deepEqual(became(413), ['wrong', 'on', true]);
  assert.deepEqual(became(500), ['kept', 'on', true]);
  assert.deepEqual(became(503), ['kept', 'stop', true]);
  assert.deepEqual(afterReply(answer(), null, 5), [answer(), 'stop']);
});

test('what was told goes from the telephone, the result stays', () => {
  const [told] = afterReply(answer(), { status: 200, body: { state: 'applied', message: 'm' } }, 5);
  assert.deepEqual([told.note, told.fields, told.message, told.name], ['', {}, 'm', 'n']);
});

test('a task that is open again forgets its answer, not a refusal, and never what was not sent', () => {
  const all = [answer({ state: 'applied' }), answer({ state: 'refused' }), answer({ state: 'over' }), answer()];
  assert.deepEqual(beside(all, new Set([1])).map((each) => each.state), ['refused', 'over', 'kept']);
  assert.equal(beside(all, new Set([2])).length, 4);
});

test('unsent answers lie for thirty days', () => {
  assert.equal(isTooOld(answer({ answered: 0 }), KEPT), false);
  assert.equal(isTooOld(answer({ answered: 0 }), KEPT + 1), true);
});

test('the list goes when it expires and when its round is over, by the clock of the telephone', () => {
  const list = {
    account: 'a',
    now: '2026-11-30T00:00:00Z',
    expires: '2026-12-07T00:00:00Z',
    rounds: [
      { id: 1, until: '2026-12-01' },
      { id: 2, until: '2026-12-31' },
    ],
    tasks: [task(1), task(2)],
  } as List;
  const day = 24 * 3600 * 1000;
  const wrong = Date.parse('1970-01-02T00:00:00Z'); // an empty battery
  const kept = held(list, wrong);
  assert.equal(stillHeld(kept, wrong + day)?.tasks.length, 2);
  assert.deepEqual(stillHeld(kept, wrong + 2 * day)?.tasks.map((each) => each.id), [2]);
  assert.equal(stillHeld(kept, wrong + 7 * day), null);
  assert.equal(stillHeld(null, 0), null);
});

test('digits of both kinds, years of both eras', () => {
  assert.equal(arabic('๒๕๕๘'), '2558');
  assert.deepEqual(wrongFields({ founded: '2558', members: '84', name: 'x' }, 2026), {});
  assert.deepEqual(wrongFields({ founded: '2015' }, 2026), {});
  assert.deepEqual(Object.keys(wrongFields({ founded: '2600', members: 'many', name: ' ' }, 2026)).sort(), [
    'founded',
    'members',
    'name',
  ]);
});
