import { describe, expect, it } from 'vitest';
import type { HeldVms } from '../../../src/model/memory.ts';
import { type RestWish, restStep } from '../../../src/planner/power/rest-step.ts';
import { aHeldVm, aVm, heldOf } from '../../support/observed-machines.ts';
import { aLook, anAttempt, told } from '../../support/power-looks.ts';

const minute = 60_000;
const nothing = heldOf([]);
const wish = (operation: RestWish['operation']): RestWish => ({ operation, shutdownTimeoutMs: 10 * minute });
const rest = (look: ReturnType<typeof aLook>, operation: RestWish['operation'] = 'shutdown', held: HeldVms = nothing) =>
  restStep(look, held, wish(operation));
const befores = ({ held }: { held: HeldVms }) => held.vms.map(({ name, before }) => `${name} ${before}`);

const oneOfEach = [
  aVm('running', 'running'),
  aVm('paused', 'paused'),
  aVm('off', 'off'),
  aVm('saved', 'saved'),
  aVm('stored', 'stored'),
  aVm('moving', 'moving'),
  aVm('broken', 'broken'),
];

describe('machines that are to be put to rest', () => {
  it.each([
    ['shutdown', ['shutdown running', 'stop paused', 'await moving']],
    ['stop', ['stop running', 'stop paused', 'await moving']],
    ['save', ['save running', 'save paused', 'await moving']],
    ['pause', ['pause running', 'await moving']],
  ] as const)('by %s: each as its state asks for', (operation, expected) => {
    expect(told(rest(aLook(oneOfEach), operation))).toEqual(expected);
  });

  it('are remembered with their state when they are on or in trouble, and not at all when they are off', () => {
    for (const operation of ['shutdown', 'stop', 'save', 'pause'] as const)
      expect(befores(rest(aLook(oneOfEach), operation))).toEqual([
        'running running',
        'paused paused',
        'broken unknown',
      ]);
  });

  it('are told of when they are in trouble, and hold up nobody', () => {
    const step = rest(aLook([aVm('web', 'broken')]));
    expect(step).toMatchObject({ ask: [], awaited: [], failed: [] });
    expect(step.remarks).toEqual(['web is HostNotResponding and was left as it is; whether it runs is not known.']);
  });

  it('have their power cut at once when nobody in the guest would hear', () => {
    expect(told(rest(aLook([aVm('web', 'running', { hasGuestServices: false })])))).toEqual(['stop web']);
  });

  it('keep their time to shut down though their guest services go before them', () => {
    const deaf = aVm('web', 'running', { hasGuestServices: false });
    expect(told(rest(aLook([deaf], { web: anAttempt('shutdown', minute) })))).toEqual(['await web']);
  });

  it('are asked again, or given up, as their attempts tell', () => {
    const vms = ['a', 'b', 'c'].map((name) => aVm(name, 'running'));
    const attempts = {
      a: anAttempt('shutdown', 10 * minute),
      b: anAttempt('shutdown', minute),
      c: anAttempt('stop', minute, { failure: 'its host is gone' }),
    };
    const step = rest(aLook(vms, attempts));
    expect(told(step)).toEqual(['stop a', 'await b', 'fail c']);
    expect(step.failed).toMatchObject([{ why: 'its host is gone' }]);
  });

  it('have their power cut when they hang on their way down past their time, and are left alone before', () => {
    const moving = [aVm('web', 'moving', { status: 'PoweringOff' })];
    expect(told(rest(aLook(moving, { web: anAttempt('shutdown', 9 * minute) })))).toEqual(['await web']);
    expect(told(rest(aLook(moving, { web: anAttempt('shutdown', 10 * minute) })))).toEqual(['stop web']);
    const earlier = anAttempt('shutdown', 10 * minute, { isEarlier: true });
    expect(told(rest(aLook(moving, { web: earlier })))).toEqual(['stop web']);
    expect(told(rest(aLook(moving, { web: anAttempt('stop', 20 * minute) })))).toEqual(['await web']);
    expect(told(rest(aLook(moving, { web: anAttempt('shutdown', 20 * minute) }), 'save'))).toEqual(['await web']);
  });
});

describe('the memory of machines at rest', () => {
  it('is the same object when there is nothing new', () => {
    const held = heldOf([aHeldVm('web', 'running')]);
    for (const power of ['running', 'paused', 'off', 'moving', 'broken'] as const)
      expect(rest(aLook([aVm('web', power)]), 'stop', held).held).toBe(held);
  });

  it('keeps the first state that it saw, whatever becomes of the machine', () => {
    const held = heldOf([aHeldVm('web', 'paused')]);
    expect(befores(rest(aLook([aVm('web', 'running')]), 'stop', held))).toEqual(['web paused']);
  });

  it('learns whether a machine in trouble ran once that shows', () => {
    const held = heldOf([aHeldVm('web', 'unknown')]);
    expect(befores(rest(aLook([aVm('web', 'running')]), 'stop', held))).toEqual(['web running']);
    expect(befores(rest(aLook([aVm('web', 'off')]), 'stop', held))).toEqual(['web unknown']);
  });

  it('keeps a machine that is gone: whoever brings them back says so', () => {
    expect(befores(rest(aLook([]), 'stop', heldOf([aHeldVm('web', 'running')])))).toEqual(['web running']);
  });

  it('takes whoever comes on after everything was at rest for somebody else’s doing', () => {
    const held = heldOf([aHeldVm('web', 'running')], { isComplete: true });
    const look = aLook([aVm('web', 'running'), aVm('new', 'running'), aVm('odd', 'paused'), aVm('sick', 'broken')]);
    expect(befores(rest(look, 'stop', held))).toEqual(['web running', 'new off', 'odd off', 'sick off']);
  });

  it('does not start a machine that was off because it was in trouble while its VDC was suspended', () => {
    const held = heldOf([], { isComplete: true });
    const sick = rest(aLook([aVm('web', 'broken')]), 'stop', held);
    expect(befores(rest(aLook([aVm('web', 'running')]), 'stop', sick.held))).toEqual(['web off']);
  });
});
