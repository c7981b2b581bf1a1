import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlanMarkdown, MARKDOWN_LIMIT } from '../../../src/cli/faces/plan-markdown.ts';
import { HOSTILE } from '../../support/face-looks.ts';
import { fullPlan, hugePlan } from '../../support/face-plan-samples.ts';
import { buildPlan, creation, FINGERPRINT, update } from '../../support/face-plans.ts';

/** What is left when blocks of code, where nothing has a meaning, are taken out. */
function outsideFences(markdown: string): string {
  return markdown.replaceAll(/^(> )?(`{3,})[a-z]*\n[\s\S]*?\n(> )?\2$/gmu, '');
}

describe('the plan as a comment on a pull request', () => {
  it('shows the totals at once and every VDC one click away', async () => {
    await expect(formatPlanMarkdown(fullPlan())).toMatchFileSnapshot('./snapshots/plan-full.md.txt');
  });

  it('shows a refusal first, with the whole fingerprint', () => {
    const text = formatPlanMarkdown(fullPlan(), { applyCommand: 'vdc apply' });
    expect(text).toContain(`> vdc apply --approve ${FINGERPRINT}\n`);
    expect(text.indexOf('[!CAUTION]')).toBeLessThan(text.indexOf('<details>'));
  });

  it('never grows beyond what a comment may hold, and says how many VDCs it leaves out', () => {
    const vdcs = Array.from({ length: 2000 }, (_, index) =>
      // Each of another kind, so that none is folded.
      update(`vdc-${index}`, [{ field: 'cpu', before: 1, after: index }], {
        paused: { reason: `ticket ${index}`, by: 'jo' },
      }),
    );
    const text = formatPlanMarkdown(buildPlan(vdcs));
    expect(text.length).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    const shown = text.match(/<details>/gu)?.length ?? 0;
    expect(text).toContain(`…and ${2000 - shown} VDCs more`);
    expect(shown).toBeGreaterThan(50);
    expect(text.match(/<details>/gu)).toHaveLength(text.match(/<\/details>/gu)?.length ?? 0);
  });

  it('stays in bounds with endless messages, problems and warnings', () => {
    const long = '<'.repeat(5000);
    const plan = buildPlan([creation('acme')], {
      problems: Array.from({ length: 500 }, () => ({
        code: 'X',
        severity: 'error',
        file: long,
        line: 1,
        column: 1,
        message: long,
      })),
      warnings: Array.from({ length: 500 }, () => ({ code: 'Y', message: long })),
      unsafe: Array.from({ length: 500 }, () => ({ code: 'Z', message: long, isApprovable: true })),
    });
    const text = formatPlanMarkdown(plan);
    expect(text.length).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    expect(text).toContain('more');
  });

  it('folds three hundred VDCs into few blocks', () => {
    const text = formatPlanMarkdown(hugePlan());
    expect(text.length).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    expect(text.match(/<details>/gu)).toHaveLength(5);
    expect(text).toContain('tenant-239');
  });

  it('gives no effect to anything from outside', () => {
    const hostile = fc.constantFrom(...HOSTILE);
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { maxLength: 4 }), (pairs) => {
        const text = formatPlanMarkdown(
          buildPlan(
            pairs.map(([name, value]) => ({
              ...creation(name),
              changes: [{ field: value, before: name, after: value }],
              blocks: [{ code: value, message: name, wayOut: value }],
              place: { file: value, line: 1 },
            })),
            {
              revision: pairs[0]?.[0] ?? '',
              problems: pairs.map(([name, value]) => ({
                code: name,
                severity: 'error',
                file: value,
                line: 1,
                column: 1,
                message: name,
              })),
              warnings: pairs.map(([name, value]) => ({ code: value, message: name, vdc: value })),
              unsafe: pairs.map(([name, value]) => ({ code: name, message: value, isApprovable: true })),
            },
          ),
        );
        const rest = outsideFences(text);
        expect(rest).not.toMatch(/<(?!\/?(?:details|summary|code|b|i|sub)>)/u);
        // In the look of code nobody is told and nothing is linked.
        const prose = rest.replaceAll(/<code>.*?<\/code>/gu, '');
        expect(prose).not.toMatch(/\]\(|https?:\/\/|www\.|@everyone|#1\b|!2\b/u);
        expect(rest.match(/<details>/gu)?.length).toBe(rest.match(/<\/details>/gu)?.length);
        expect(rest).not.toMatch(/^#{1,6} (?!Plan|.*No changes)/mu);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps a block of code closed around any run of backticks', () => {
    const vdc = { ...creation('acme'), changes: [{ field: 'x', before: null, after: '`````' }] };
    expect(formatPlanMarkdown(buildPlan([vdc]))).toContain('\n``````diff\n+ x: `````\n');
  });
});
