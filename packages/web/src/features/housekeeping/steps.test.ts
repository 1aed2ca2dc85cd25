import { describe, expect, it } from 'vitest';
import type { Room, Task } from './queries.ts';
import { afterStep, inOrderOfWork, mayStep, progressOf } from './steps.ts';

const task = (id: string, more: Partial<Task> = {}) =>
  ({ id, kind: 'DEPARTURE', status: 'OPEN', minutes: 30, is_rush: false, ...more }) as Task;
const room = (number: string, tasks: Task[], more: Partial<Room> = {}) =>
  ({ id: number, number, floor: Number(number[0]), housekeeping_status: 'DIRTY', tasks, ...more }) as Room;

describe('the steps of a task', () => {
  it('are those of the lifecycle', () => {
    expect(mayStep(task('1'), 'start')).toBe(true);
    expect(mayStep(task('1'), 'pass')).toBe(false);
    expect(mayStep(task('1', { status: 'DONE' }), 'fail')).toBe(true);
  });

  it('show the room as it will be: clean, inspected, dirty again; a turned-down bed cleans nothing', () => {
    const dirty = room('101', [task('1')]);
    const clean = afterStep(dirty, '1', 'finish');
    expect([clean.housekeeping_status, clean.tasks[0]!.status]).toEqual(['CLEAN', 'DONE']);
    expect(afterStep(clean, '1', 'pass').housekeeping_status).toBe('INSPECTED');
    expect(afterStep(clean, '1', 'reopen').housekeeping_status).toBe('DIRTY');
    expect(afterStep(dirty, '1', 'skip').housekeeping_status).toBe('DIRTY');
    const bed = room('102', [task('2', { kind: 'TURN_DOWN' })], { housekeeping_status: 'INSPECTED' });
    expect(afterStep(bed, '2', 'finish').housekeeping_status).toBe('INSPECTED');
  });
});

describe('a person’s day', () => {
  it('begins with what is begun, then rushes, then walks the floors; what is done comes last', () => {
    const rooms = [
      room('201', [task('a')]),
      room('110', [task('b')]),
      room('109', [task('c')]),
      room('301', [task('d', { is_rush: true })]),
      room('302', [task('e', { status: 'IN_PROGRESS' })]),
      room('101', [task('f', { status: 'DONE' })]),
    ];
    expect(inOrderOfWork(rooms, () => true).map((one) => one.task.id)).toEqual(['e', 'd', 'c', 'b', 'a', 'f']);
  });

  it('is measured in the minutes of what guests wanted', () => {
    const list = [task('a', { status: 'DONE' }), task('b'), task('c', { status: 'SKIPPED' })];
    expect(progressOf(list)).toEqual({ tasks: 2, done: 1, minutes: 60, done_minutes: 30 });
  });
});
