import { describe, expect, it } from 'vitest';
import { holdLaws } from '../../../src/executor/laws/hold-laws.ts';
import { createLedger } from '../../../src/executor/laws/ledger.ts';
import type { Broken } from '../../../src/model/law.ts';
import { approvedBy } from '../../../src/planner/approved-actions.ts';
import { randomWorldOfOwners } from '../../support/random-owners.ts';
import { randomWorld } from '../../support/random-world.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const worlds = Number(process.env['VDC_TEST_WORLDS'] ?? 700);

describe(`in ${worlds} random worlds (VDC_TEST_SEED=${seed})`, () => {
  it.each([
    ['with whatever may be wrong', randomWorld],
    ['with customers and accounts', randomWorldOfOwners],
  ])('%s, no plan that may be carried out would stop the daemon', (_, makeWorld) => {
    let held = 0;
    for (let i = 0; i < worlds; i += 1) {
      const story = makeWorld(seededRandom(seed + i));
      const input = story.input();
      const plan = story.plan();
      // A person may approve of whatever can be approved of.
      if (plan.unsafe.some(({ isApprovable }) => !isApprovable)) continue;
      const approved = plan.unsafe.length > 0 ? approvedBy(plan) : undefined;
      const found: Broken[] = [];
      const ledger = createLedger(() => 0);
      const hold = holdLaws({ input, plan, approved, ledger, onBroken: (one) => found.push(one) });
      for (const vdc of plan.vdcs)
        for (const action of vdc.actions) {
          expect(() => hold(vdc, action), `world ${seed + i}: ${JSON.stringify(found)}`).not.toThrow();
          held += 1;
        }
    }
    expect(held).toBeGreaterThan(worlds / 2);
  });
});
