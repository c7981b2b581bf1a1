import { describe, expect, it } from 'vitest';
import { removalStep } from '../../../src/planner/power/removal-step.ts';
import { aVm, heldOf } from '../../support/observed-machines.ts';
import { aLook, anAttempt, told } from '../../support/power-looks.ts';

const remove = (look: ReturnType<typeof aLook>, going: readonly string[] = []) =>
  removalStep(look, heldOf([]), (name) => going.includes(name));

describe('machines that are to be deleted', () => {
  it.each([
    ['running', 'stop web'],
    ['paused', 'stop web'],
    ['off', 'remove web'],
    ['saved', 'remove web'],
    ['stored', 'remove web'],
    ['broken', 'remove web'],
    ['moving', 'await web'],
  ] as const)('while %s: %s', (power, expected) => {
    expect(told(remove(aLook([aVm('web', power)])))).toEqual([expected]);
  });

  it('go on from stopped to deleted, whatever was asked before', () => {
    expect(told(remove(aLook([aVm('web', 'off')], { web: anAttempt('stop', 1_000) })))).toEqual(['remove web']);
  });

  it('are given up by name when WAP refuses, and hold up no other', () => {
    const attempts = { a: anAttempt('remove', 0, { failure: 'it has a checkpoint' }) };
    const step = remove(aLook([aVm('a', 'off'), aVm('b', 'off')], attempts));
    expect(told(step)).toEqual(['remove b', 'fail a']);
    expect(step.failed).toMatchObject([{ vm: { name: 'a' }, why: 'it has a checkpoint' }]);
  });

  it('go with the role they belong to while that is being removed, and else by themselves', () => {
    const vm = aVm('web-0', 'running', { roleName: 'web' });
    expect(told(remove(aLook([vm]), ['web']))).toEqual(['await web-0']);
    expect(told(remove(aLook([vm]), ['other']))).toEqual(['stop web-0']);
  });

  it('are over when none is left', () => {
    expect(told(remove(aLook([])))).toEqual([]);
  });
});
