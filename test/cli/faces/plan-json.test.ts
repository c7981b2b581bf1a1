import { describe, expect, it } from 'vitest';
import { formatPlanJson } from '../../../src/cli/faces/plan-json.ts';
import { fullPlan, hugePlan, smallPlan } from '../../support/face-plan-samples.ts';

/** The same data, every object's members the other way round. */
function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turnedRound(member)]),
  );
}

describe('the plan as JSON', () => {
  it.each([smallPlan(), fullPlan(), hugePlan()])('survives being written and read', (plan) => {
    expect(JSON.parse(formatPlanJson(plan))).toEqual(plan);
  });

  it('is the same to the byte, in whatever order the members were made', () => {
    const plan = fullPlan();
    expect(formatPlanJson(turnedRound(plan) as typeof plan)).toBe(formatPlanJson(plan));
  });

  it('begins with what names the plan and ends with a line end', () => {
    const text = formatPlanJson(smallPlan());
    const members =
      'formatVersion fingerprint installation revision createdAt scope summary vdcs unsafe problems warnings';
    expect(Object.keys(JSON.parse(text) as object).join(' ')).toBe(members);
    expect(text).toMatch(/^\{\n {2}"formatVersion": "1",\n/u);
    expect(text).toMatch(/[^\n]\n$/u);
  });

  it('keeps the members of a VDC and of an action in the order in which people read them', async () => {
    await expect(formatPlanJson(smallPlan())).toMatchFileSnapshot('./snapshots/plan-small.json.txt');
  });
});
