import { describe, expect, it } from 'vitest';
import { createSimulatorClock } from '../../../src/simulator/clock/simulator-clock.ts';

describe('the clock of the simulator', () => {
  it('runs with the real one until it is turned, frozen or sped up', () => {
    let real = 1000;
    const clock = createSimulatorClock(() => real);
    real += 10;
    expect(clock.now()).toBe(1010);
    clock.advance(500);
    expect(clock.now()).toBe(1510);
    clock.freeze();
    real += 100;
    expect(clock.now()).toBe(1510);
    clock.run(10);
    real += 5;
    expect(clock.now()).toBe(1560);
    expect(clock.offsetMs).toBe(1560 - 1115);
    clock.run();
    real += 1;
    expect(clock.now()).toBe(1561);
  });

  it('only turns forward', () => {
    const clock = createSimulatorClock(() => 0);
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.advance(NaN)).toThrow(RangeError);
    expect(() => clock.run(-1)).toThrow(RangeError);
  });
});
