import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlanHtml, HTML_LIMIT } from '../../../src/cli/faces/plan-html.ts';
import { HOSTILE } from '../../support/face-looks.ts';
import { fullPlan, hugePlan } from '../../support/face-plan-samples.ts';
import { buildPlan, creation, deletion, FINGERPRINT } from '../../support/face-plans.ts';

const OWN_TAGS = new Set(
  'html head meta title style body h1 h2 h3 p ul li span section table thead tbody tr th td code pre del ins b br footer'.split(
    ' ',
  ),
);

function tagsOf(html: string): readonly string[] {
  const body = html.replace(/<style>[\s\S]*?<\/style>/u, '');
  return [...body.matchAll(/<\/?([^\s>/!]*)/gu)].map((match) => match[1] ?? '').filter((tag) => tag !== '');
}

describe('the plan as a page', () => {
  it('needs nothing but itself and forbids the browser to fetch or run anything', () => {
    const html = formatPlanHtml(fullPlan());
    expect(html).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/<script|<link|<img|<a |url\(|https?:|\son\w+=/iu);
  });

  it('shows every VDC, the figures and the whole command', () => {
    const html = formatPlanHtml(hugePlan());
    for (const vdc of hugePlan().vdcs) expect(html).toContain(vdc.name);
    expect(html).toContain('<del>30</del> → <ins>60</ins>');
    expect(html).toContain(`<pre>vdc apply --approve ${FINGERPRINT}</pre>`);
  });

  it('follows the light or the dark of its reader and can be printed', () => {
    expect(formatPlanHtml(fullPlan())).toMatch(/prefers-color-scheme: dark[\s\S]*@media print/u);
  });

  it('says at its head that nothing is to do', () => {
    expect(formatPlanHtml(buildPlan([], { unchanged: 8 }))).toContain('<h1>No changes. 8 VDCs are as declared.</h1>');
  });

  it('stays within bounds with a hundred thousand VDCs', () => {
    const vdcs = Array.from({ length: 100_000 }, (_, index) => deletion(`vdc-${index}`));
    const html = formatPlanHtml(buildPlan(vdcs));
    expect(html.length).toBeLessThan(HTML_LIMIT);
    expect(html).toContain('and 95000 VDCs more of this kind');
  });

  it('gives no effect to anything from outside', () => {
    const hostile = fc.constantFrom(...HOSTILE, '"><img src=x onerror=alert(1)>', "' onmouseover='x", ']]>', '<!--');
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { maxLength: 8 }), (pairs) => {
        const html = formatPlanHtml(
          buildPlan(
            pairs.map(([name, value]) => ({
              ...creation(name),
              changes: [
                { field: value, before: [name], after: [value] },
                { field: name, before: value, after: name },
              ],
              blocks: [{ code: value, message: name, wayOut: value }],
              paused: { reason: value, by: name, until: value },
              place: { file: value, line: 1 },
            })),
            {
              revision: pairs[0]?.[0] ?? '',
              installation: pairs[0]?.[1] ?? '',
              createdAt: pairs[0]?.[1] ?? '',
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
              scope: { targets: pairs.map(([name]) => name), selector: {} },
            },
          ),
        );
        expect(tagsOf(html).filter((tag) => !OWN_TAGS.has(tag))).toEqual([]);
        expect(html.match(/<!/gu)).toHaveLength(1);
        expect(html).not.toMatch(/(?!\n)[\p{Cc}\u202e\u200b]/u);
      }),
      { numRuns: 200 },
    );
  });
});
