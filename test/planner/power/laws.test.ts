import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldVms } from '../../../src/model/memory.ts';
import type { ObservedVm, VmPower } from '../../../src/model/virtual-machine.ts';
import type { OnResume } from '../../../src/model/virtual-data-center.ts';
import type { Attempt, Request } from '../../../src/planner/power/attempt.ts';
import type { PowerStep } from '../../../src/planner/power/power-step.ts';
import { type RestWish, restStep } from '../../../src/planner/power/rest-step.ts';
import { beginReturn, returnStep } from '../../../src/planner/power/return-step.ts';
import { aVm, heldOf } from '../../support/observed-machines.ts';

const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const settings = { seed, numRuns: 1_000 } as const;
const timeoutMs = 600_000;

const powers: readonly VmPower[] = ['running', 'paused', 'off', 'saved', 'stored', 'moving', 'broken'];
const power = fc.constantFrom(...powers);
/** What a look may show of three machines, and how long after the one before. */
const look = fc.record({
  powers: fc.array(fc.option(power, { nil: undefined, freq: 8 }), { minLength: 3, maxLength: 3 }),
  hasGuestServices: fc.boolean(),
  afterMs: fc.integer({ min: 0, max: 400_000 }),
  job: fc.constantFrom<Attempt['job']>('running', 'over', 'unknown'),
  /** What becomes of what is asked after it. */
  answer: fc.constantFrom<Partial<Attempt>>({}, { failure: 'no' }, { isUncertain: true }, { jobId: 'job' }),
  /** The process dies after it, and another takes up. */
  dies: fc.boolean(),
});
const looks = fc.array(look, { minLength: 1, maxLength: 12 });
const operation = fc.constantFrom<RestWish['operation']>('shutdown', 'stop', 'save', 'pause');
type Look = typeof look extends fc.Arbitrary<infer T> ? T : never;

interface Scene {
  readonly vms: readonly ObservedVm[];
  readonly step: PowerStep;
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly nowMs: number;
}

const vmsOf = ({ powers: shown, hasGuestServices }: Look): readonly ObservedVm[] =>
  shown.flatMap((is, at) => (is === undefined ? [] : [aVm(`vm${at}`, is, { hasGuestServices })]));

/** Plays one look after the other, as the executor does, but for the waiting; any look may contradict the one before. */
function play(
  shown: readonly Look[],
  begin: HeldVms,
  decide: (
    vms: readonly ObservedVm[],
    attempts: ReadonlyMap<string, Attempt>,
    nowMs: number,
    held: HeldVms,
  ) => PowerStep,
): { readonly scenes: readonly Scene[]; readonly held: HeldVms } {
  let held = begin;
  let nowMs = 1_000_000;
  let attempts = new Map<string, Attempt>();
  const scenes: Scene[] = [];
  for (const one of shown) {
    nowMs += one.afterMs;
    const vms = vmsOf(one);
    const before = new Map([...attempts].map(([id, attempt]) => [id, { ...attempt, job: one.job }] as const));
    const step = decide(vms, before, nowMs, held);
    scenes.push({ vms, step, attempts: before, nowMs });
    attempts = new Map(before);
    held = step.held;
    for (const { vm, request } of step.ask) {
      attempts.set(vm.id, askedNow(before.get(vm.id), request, nowMs, one.answer));
      if (request !== 'remove')
        held = {
          ...held,
          vms: held.vms.map((was) => (was.id === vm.id ? { ...was, asked: { operation: request, atMs: nowMs } } : was)),
        };
    }
    if (one.dies)
      attempts = new Map([...attempts].map(([id, attempt]) => [id, { ...attempt, isEarlier: true }] as const));
  }
  return { scenes, held };
}

function askedNow(before: Attempt | undefined, request: Request, atMs: number, answer: Partial<Attempt>): Attempt {
  const isSame = before?.request === request && !before.isEarlier;
  const firstAtMs = isSame ? before.firstAtMs : atMs;
  return {
    request,
    atMs,
    firstAtMs,
    count: isSame ? before.count + 1 : 1,
    isEarlier: false,
    job: 'unknown',
    ...answer,
  };
}

const rest = (shown: readonly Look[], wish: RestWish['operation'], begin: HeldVms = heldOf([])) =>
  play(shown, begin, (vms, attempts, nowMs, held) =>
    restStep({ vms, attempts, nowMs }, held, { operation: wish, shutdownTimeoutMs: timeoutMs }),
  );

const bringBack = (shown: readonly Look[], which: OnResume, begin: HeldVms) =>
  play(shown, begin, (vms, attempts, nowMs, held) =>
    returnStep({ vms, attempts, nowMs }, beginReturn(held, which, vms)),
  );

describe(`whatever the looks show (VDC_TEST_SEED=${seed})`, () => {
  it('whoever was on once is remembered, with the state in which it was first seen on', () => {
    fc.assert(
      fc.property(looks, operation, (shown, wish) => {
        const { scenes, held } = rest(shown, wish);
        const first = new Map<string, VmPower>();
        for (const { vms } of scenes)
          for (const { id, power: is } of vms)
            if ((is === 'running' || is === 'paused') && !first.has(id)) first.set(id, is);
        expect(new Map(held.vms.flatMap(({ id, before }) => (before === 'unknown' ? [] : [[id, before]])))).toEqual(
          first,
        );
      }),
      settings,
    );
  });

  it('whoever is asked to rest is remembered before', () => {
    fc.assert(
      fc.property(looks, operation, (shown, wish) => {
        for (const { step } of rest(shown, wish).scenes)
          for (const { vm } of step.ask) expect(step.held.vms.map(({ id }) => id)).toContain(vm.id);
      }),
      settings,
    );
  });

  it('nothing is asked of machines that are off, move or are in trouble, but the end of a shutdown that is overdue', () => {
    fc.assert(
      fc.property(looks, operation, (shown, wish) => {
        const wrong = rest(shown, wish).scenes.flatMap(({ step, attempts, nowMs }) =>
          step.ask.filter(({ vm, request }) => {
            const attempt = attempts.get(vm.id);
            const isOverdue = attempt?.request === 'shutdown' && nowMs - attempt.firstAtMs >= timeoutMs;
            if (vm.power === 'moving') return request !== 'stop' || !isOverdue;
            return vm.power !== 'running' && vm.power !== 'paused';
          }),
        );
        expect(wrong).toEqual([]);
      }),
      settings,
    );
  });

  it('no machine is put to rest by a request that would start it, or by another than was wished', () => {
    fc.assert(
      fc.property(looks, operation, (shown, wish) => {
        const allowed = wish === 'shutdown' ? ['shutdown', 'stop'] : [wish];
        for (const { step } of rest(shown, wish).scenes)
          for (const { request } of step.ask) expect(allowed).toContain(request);
      }),
      settings,
    );
  });

  it('nobody who was off before is ever started, paused or resumed with `previous`, whatever happened in between', () => {
    fc.assert(
      fc.property(looks, looks, looks, operation, (before, during, after, wish) => {
        const suspended = rest(before, wish);
        const everOn = new Set(
          suspended.scenes.flatMap(({ vms }) =>
            vms.flatMap(({ id, power: is }) => (is === 'running' || is === 'paused' ? [id] : [])),
          ),
        );
        const unsure = new Set(suspended.held.vms.flatMap(({ id, before: was }) => (was === 'unknown' ? [id] : [])));
        // Somebody starts what he likes while the customer is locked out, and it is stopped again.
        const stoppedAgain = rest(during, wish, { isComplete: true, vms: suspended.held.vms });
        for (const { step } of bringBack(after, 'previous', stoppedAgain.held).scenes)
          for (const { vm } of step.ask) expect(everOn.has(vm.id) || unsure.has(vm.id)).toBe(true);
      }),
      settings,
    );
  });

  it('nobody who is to come back is dropped but for being back, gone, in trouble or of unknown state', () => {
    fc.assert(
      fc.property(looks, looks, operation, (before, after, wish) => {
        const { held } = rest(before, wish);
        let list = beginReturn(held, 'previous', []).vms;
        for (const { vms, step } of bringBack(after, 'previous', held).scenes) {
          const left = new Set(step.held.vms.map(({ id }) => id));
          for (const { id, before: was } of list) {
            if (left.has(id)) continue;
            const now = vms.find((vm) => vm.id === id)?.power ?? 'gone';
            const isExcused = was === 'unknown' || ['gone', 'broken', 'stored', 'running', was].includes(now);
            expect({ id, was, now, isExcused }).toEqual({ id, was, now, isExcused: true });
          }
          list = step.held.vms;
        }
      }),
      settings,
    );
  });
});
