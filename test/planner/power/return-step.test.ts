import { describe, expect, it } from 'vitest';
import type { HeldVm } from '../../../src/model/memory.ts';
import type { VmPower } from '../../../src/model/virtual-machine.ts';
import { beginReturn, returnStep } from '../../../src/planner/power/return-step.ts';
import { aHeldVm, aVm, heldOf } from '../../support/observed-machines.ts';
import { aLook, anAttempt, told } from '../../support/power-looks.ts';

const asked = (operation: 'start' | 'pause' | 'stop') => ({ asked: { operation, atMs: 1 } });

/** What is done about one machine that was as `before` says and is now as `power` says. */
function back(before: HeldVm['before'], power: VmPower, over: Partial<HeldVm> = {}) {
  const held = heldOf([aHeldVm('web', before, over)], { isReturning: true });
  const step = returnStep(aLook([aVm('web', power)]), held);
  return { told: told(step)[0] ?? 'nothing', isOver: step.held.vms.length === 0, remarks: step.remarks };
}

describe('a machine that is to come back', () => {
  it.each([
    ['running', 'off', 'start web', false],
    ['running', 'saved', 'start web', false],
    ['running', 'paused', 'resume web', false],
    ['running', 'running', 'nothing', true],
    ['running', 'moving', 'await web', false],
    ['running', 'broken', 'nothing', true],
    ['running', 'stored', 'nothing', true],
    ['paused', 'off', 'start web', false],
    ['paused', 'saved', 'start web', false],
    ['paused', 'paused', 'nothing', true],
    ['paused', 'moving', 'await web', false],
    ['unknown', 'off', 'nothing', true],
    ['unknown', 'running', 'nothing', true],
    ['unknown', 'moving', 'await web', false],
    ['off', 'off', 'nothing', true],
    ['off', 'running', 'nothing', true],
  ] as const)('was %s and is %s: %s', (before, power, expected, isOver) => {
    expect(back(before, power)).toMatchObject({ told: expected, isOver });
  });

  it('is paused again when we started it, and left running when its customer did', () => {
    expect(back('paused', 'running', asked('start')).told).toBe('pause web');
    expect(back('paused', 'running', asked('pause')).told).toBe('pause web');
    expect(back('paused', 'running')).toMatchObject({ told: 'nothing', isOver: true });
    expect(back('paused', 'running', asked('stop'))).toMatchObject({ told: 'nothing', isOver: true });
  });

  it('is told of, once, when it cannot be brought back', () => {
    expect(back('running', 'broken').remarks[0]).toContain('web is HostNotResponding');
    expect(back('running', 'stored').remarks[0]).toContain('web lies in the library');
    expect(back('unknown', 'off').remarks[0]).toContain('whether it ran is not known');
    expect(back('off', 'off').remarks).toEqual([]);
  });

  it('is told of when it is no longer there, and taken off the list', () => {
    const step = returnStep(aLook([]), heldOf([aHeldVm('web', 'running')], { isReturning: true }));
    expect(step.held.vms).toEqual([]);
    expect(step.remarks).toEqual(['web is no longer there, so it was not started.']);
  });

  it('stays on the list when it cannot be started, and holds up no other', () => {
    const held = heldOf([aHeldVm('a', 'running'), aHeldVm('b', 'running')], { isReturning: true });
    const attempts = { a: anAttempt('start', 0, { failure: 'no room on any host' }) };
    const step = returnStep(aLook([aVm('a', 'off'), aVm('b', 'off')], attempts), held);
    expect(told(step)).toEqual(['start b', 'fail a']);
    expect(step.held).toBe(held);
  });
});

describe('who is to come back', () => {
  const held = heldOf(
    [aHeldVm('web', 'running'), aHeldVm('db', 'paused'), aHeldVm('x', 'off'), aHeldVm('y', 'unknown')],
    {
      isComplete: true,
    },
  );
  const vms = [
    aVm('web', 'off'),
    aVm('never', 'off'),
    aVm('on', 'running'),
    aVm('held', 'paused'),
    aVm('library', 'stored'),
    aVm('sick', 'broken'),
  ];
  const names = (list: { readonly vms: readonly HeldVm[] }) => list.vms.map(({ name, before }) => `${name} ${before}`);

  it('are those whom we put to rest, and nobody who was started meanwhile', () => {
    const list = beginReturn(held, 'previous', vms);
    expect(names(list)).toEqual(['web running', 'db paused', 'y unknown']);
    expect(list).toMatchObject({ isReturning: true, isComplete: false });
  });

  it('are all that can be started, with `all`', () => {
    expect(names(beginReturn(held, 'all', vms))).toEqual([
      'web running',
      'never running',
      'held running',
      'sick running',
    ]);
  });

  it('does not grow once the return began: whom its customer stops afterwards stays off', () => {
    const begun = heldOf([aHeldVm('db', 'paused')], { isReturning: true });
    expect(beginReturn(begun, 'all', vms)).toBe(begun);
    expect(beginReturn(begun, 'previous', vms)).toBe(begun);
  });

  it('touches nobody who is not on the list', () => {
    const step = returnStep(aLook(vms), heldOf([], { isReturning: true }));
    expect(told(step)).toEqual([]);
  });
});
