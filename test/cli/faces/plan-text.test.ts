import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlanText } from '../../../src/cli/faces/plan-text.ts';
import { textWidth } from '../../../src/cli/faces/text-width.ts';
import { ACTING, asciiLook, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';
import { fullPlan, hugePlan, smallPlan } from '../../support/face-plan-samples.ts';
import {
  buildPlan,
  buildVdc,
  creation,
  FINGERPRINT,
  retirement,
  LAST_SPEC,
  SHRINK_BLOCK,
  switching,
  update,
} from '../../support/face-plans.ts';

const samples = { small: smallPlan(), full: fullPlan(), huge: hugePlan() };
const isCommand = (line: string): boolean => line.startsWith('  vdc apply');

describe('the plan as text', () => {
  it.each(Object.entries(samples))('is a pleasure to read (%s)', async (name, plan) => {
    await expect(formatPlanText(plan, lookAt(80))).toMatchFileSnapshot(`./snapshots/plan-${name}.txt`);
  });

  it('can do without anything but ASCII', async () => {
    const text = formatPlanText(samples.full, asciiLook(80));
    expect(text).not.toMatch(/[^\n -~]/u);
    await expect(text).toMatchFileSnapshot('./snapshots/plan-full-ascii.txt');
  });

  it.each([60, 72, 80, 100, 132, 200])('stays within %i columns, but for the command that is to be copied', (width) => {
    for (const plan of Object.values(samples)) {
      const wide = formatPlanText(plan, lookAt(width))
        .split('\n')
        .filter((line) => textWidth(line) > width && !isCommand(line));
      expect(wide).toEqual([]);
    }
  });

  it('says the same with colours as without', () => {
    for (const plan of Object.values(samples)) {
      const coloured = formatPlanText(plan, colouredLook(80));
      expect(coloured).toContain('\u001b[');
      expect(withoutColours(coloured)).toBe(formatPlanText(plan, lookAt(80)));
    }
  });

  it('names every VDC of three hundred, and says what many share only once', () => {
    const text = formatPlanText(samples.huge, lookAt(80));
    const words = new Set(text.split(/\s+/u));
    expect(samples.huge.vdcs.filter((vdc) => !words.has(vdc.name))).toEqual([]);
    expect(text.match(/WAP has no such user/gu)).toHaveLength(1);
    expect(text.match(/Way out:/gu)).toHaveLength(1);
  });

  it('says in one line that nothing is to do', () => {
    const [, , ...lines] = formatPlanText(buildPlan([], { unchanged: 8 }), lookAt(80)).split('\n');
    expect(lines).toEqual(['No changes. 8 VDCs are as declared.', '']);
    expect(formatPlanText(buildPlan([], { unchanged: 1 }), lookAt(80))).toContain('1 VDC is as declared.');
    expect(formatPlanText(buildPlan([]), lookAt(80))).toContain('No changes. No VDC is declared.');
  });

  it('lists in the legend only the signs that it uses', () => {
    expect(formatPlanText(samples.small, lookAt(80)).split('\n')[1]).toBe('~ update');
  });

  it('does not count a paused VDC as declared', () => {
    const paused = switching('fabrikam', 'suspend', { verb: 'unchanged', actions: [], paused: { reason: '', by: '' } });
    const text = formatPlanText(buildPlan([paused], { unchanged: 2 }), lookAt(80));
    expect(text).toContain('No changes. 2 VDCs are as declared. 1 paused: shown, not applied.');
    expect(text).toContain('· fabrikam  paused');
    expect(text).toContain('state  active → suspended');
  });

  it('does not list a VDC of which only a warning speaks', () => {
    const plan = buildPlan([buildVdc('acme')], { warnings: [{ code: 'STRAY', message: 'A namesake.', vdc: 'acme' }] });
    const text = formatPlanText(plan, lookAt(80));
    expect(text).toContain('Warning: acme: A namesake.  STRAY');
    expect(text).toContain('No changes. 1 VDC is as declared.');
    expect(text.match(/acme/gu)).toHaveLength(1);
  });

  it('says what documents that could not be used mean for all others', () => {
    expect(formatPlanText(samples.full, lookAt(200))).toContain(
      '1 problem in the specs. VDCs of invalid documents are left as they are, and nothing at all is deleted while one stands.',
    );
  });

  it.each([
    [{ policy: 'delete', graceMs: 7 * 86_400_000 }, 'Deleted when no spec has named it for 7d.'],
    [{ policy: 'suspend', graceMs: 0 }, 'Kept suspended, and never deleted (deletion.policy: suspend).'],
  ] as const)('tells what becomes of a VDC that no spec names (%o)', (deletion, sentence) => {
    const plan = buildPlan([retirement('litware', { ...LAST_SPEC, deletion })]);
    expect(formatPlanText(plan, lookAt(200))).toContain(sentence);
  });

  it('shows the place of a spec below where it does not fit beside', () => {
    const place = { file: `specs/${'deep/'.repeat(12)}acme.yaml`, line: 3 };
    const lines = formatPlanText(buildPlan([update('acme', [], { place })]), lookAt(80)).split('\n');
    expect(lines).toContain(`    ${place.file}:3`);
  });

  it('shows an action of a VDC that is blocked in something else', () => {
    const both = update('acme', [{ field: 'cpu', before: 1, after: 2 }], { blocks: [SHRINK_BLOCK] });
    const text = formatPlanText(buildPlan([both]), lookAt(80));
    expect(text).toContain('~ hosting-plan/VDC acme');
    expect(text).toContain('! blocked: ram cannot shrink');
    expect(text.split('\n')[1]).toBe('~ update   ! blocked');
  });
});

describe('a refused plan', () => {
  it('ends with the figures and a command that approves exactly it', () => {
    const lines = formatPlanText(samples.full, lookAt(80)).trimEnd().split('\n');
    expect(lines.at(-1)).toBe(`  vdc apply --approve ${FINGERPRINT}`);
  });

  it('repeats in the command how it was narrowed, safe to paste into a shell', () => {
    const plan = { ...samples.full, scope: { targets: ['acme', 'contoso'], selector: { tier: "it's gold", a: 'b' } } };
    const text = formatPlanText(plan, lookAt(80), { applyCommand: 'vdc --config x.yaml apply' });
    expect(text).toContain(
      `  vdc --config x.yaml apply --target acme contoso --selector a=b --selector 'tier=it'\\''s gold' --approve ${FINGERPRINT}\n`,
    );
    expect(text).toContain('Only the VDCs acme, contoso');
  });

  it('offers no command where no approval helps', () => {
    const unsafe = [{ code: 'OBSERVATION_X', message: 'Rows and counts disagree.', isApprovable: false }];
    const text = formatPlanText({ ...samples.full, unsafe: [...samples.full.unsafe, ...unsafe] }, lookAt(80));
    expect(text).toContain('no approval helps');
    expect(text).not.toContain('--approve');
  });
});

describe('text from outside', () => {
  const hostile = fc.constantFrom(...HOSTILE);
  const vdc = fc.record({
    name: hostile,
    field: hostile,
    value: hostile,
    message: hostile,
    count: fc.integer({ min: 1, max: 9 }),
  });

  it('never reaches the terminal as anything but text, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(vdc, { maxLength: 4 }), fc.integer({ min: 40, max: 120 }), (vdcs, width) => {
        const planned = vdcs.flatMap(({ name, field, value, message, count }) =>
          Array.from({ length: count }, (_, index) => ({
            ...creation(`${name}${index}`),
            changes: [{ field, before: value, after: [value, message] }],
            blocks: [{ code: value, message, wayOut: message }],
            paused: { reason: message, by: value, until: value },
            place: { file: name, line: 1 },
          })),
        );
        const plan = buildPlan(planned, {
          problems: vdcs.map(({ name, message, value }) => ({
            code: value,
            severity: 'error',
            file: name,
            line: 1,
            column: 1,
            message,
          })),
          warnings: vdcs.map(({ name, message, value }) => ({ code: value, message, vdc: name })),
          unsafe: vdcs.map(({ message, value }) => ({ code: value, message, isApprovable: true })),
          scope: { targets: vdcs.map(({ name }) => name), selector: {} },
        });
        expect(formatPlanText(plan, lookAt(width))).not.toMatch(ACTING);
        expect(formatPlanText(plan, asciiLook(width))).not.toMatch(/[^\n -~]/u);
      }),
      { numRuns: 200 },
    );
  });
});
