import type { Plan } from '../../model/plan.ts';
import { escapeHtml } from './escape-html.ts';
import { fitPieces } from './fit-pieces.ts';
import { plainLook } from './look.ts';
import { PLAN_HTML_STYLE } from './plan-html-style.ts';
import { groupHtml } from './plan-html-vdc.ts';
import { groupPlan } from './plan-groups.ts';
import { refusalOf } from './plan-text-refusal.ts';
import { countTotals, countVdcs, totalsLines } from './plan-totals.ts';
import { neutraliseMessage } from './safe-text.ts';
import { formatIsoTime } from './time.ts';
import { symbolOf, VERBS } from './verbs.ts';

/** What a browser still opens without complaint: some ten thousand VDCs. */
export const HTML_LIMIT = 8_000_000;
const NOTES_LIMIT = 500_000;

const look = { ...plainLook, width: Number.POSITIVE_INFINITY };

/** A plan as one page that needs nothing else: no script, nothing loaded from anywhere. Never longer than `HTML_LIMIT`. */
export function formatPlanHtml(plan: Plan, options: { readonly applyCommand?: string } = {}): string {
  const title = totalsLines(plan, look).join(' ');
  const { toDo, blocked } = countTotals(plan);
  const isQuiet = toDo.length === 0 && blocked === 0;
  const groups = groupPlan(plan);
  const sizes = groups.map((group) => (group.kind === 'single' ? 1 : group.vdcs.length));
  const vdcs = fitPieces(groups.map(groupHtml), HTML_LIMIT - 4 * NOTES_LIMIT, (hidden) => {
    const count = sizes.slice(sizes.length - hidden).reduce((sum, size) => sum + size, 0);
    return `<p class="note">and ${countVdcs(count)} more: <code>vdc plan</code> shows all.</p>\n`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${PLAN_HTML_STYLE}</style>
</head>
<body>
<h1>${isQuiet ? escapeHtml(title) : 'Plan'}</h1>
<p class="soft">of <code>${escapeHtml(plan.revision)}</code>, ${escapeHtml(formatIsoTime(plan.createdAt))}</p>
${countsHtml(plan)}${refusalHtml(plan, options.applyCommand)}${problemsHtml(plan)}${vdcs}${warningsHtml(plan)}<footer class="soft">
<p>Fingerprint <code>${escapeHtml(plan.fingerprint)}</code><br>Installation <code>${escapeHtml(plan.installation)}</code></p>
</footer>
</body>
</html>
`;
}

function countsHtml(plan: Plan): string {
  const { toDo, blocked, paused, unchanged } = countTotals(plan);
  const items = toDo.map(
    ([verb, count]) =>
      `<li><span class="symbol c-${VERBS[verb].colour}">${escapeHtml(symbolOf(verb, look))}</span> ${count} ${VERBS[verb].toDo}</li>`,
  );
  if (blocked > 0) items.push(`<li><span class="symbol c-red">!</span> ${blocked} blocked</li>`);
  if (paused > 0) items.push(`<li>${paused} paused</li>`);
  if (unchanged > 0) items.push(`<li class="soft">${unchanged} unchanged</li>`);
  return items.length === 0 ? '' : `<ul class="counts">${items.join('')}</ul>\n`;
}

function refusalHtml(plan: Plan, applyCommand: string | undefined): string {
  const refusal = refusalOf(plan, applyCommand);
  if (refusal === undefined) return '';
  const reasons = plan.unsafe.map(
    ({ code, message }) => `<li>${messageHtml(message)} <code class="soft">${escapeHtml(code)}</code></li>`,
  );
  const list = fitPieces(reasons, NOTES_LIMIT, (hidden) => `<li>and ${hidden} more</li>`);
  const command = refusal.command === undefined ? '' : `<pre>${escapeHtml(refusal.command)}</pre>`;
  return `<section class="note refused"><h2>${escapeHtml(refusal.headline)}</h2><ul>${list}</ul><p>${escapeHtml(refusal.advice)}</p>${command}</section>\n`;
}

function problemsHtml({ problems }: Plan): string {
  if (problems.length === 0) return '';
  const meaning = problems.some((problem) => problem.severity === 'error')
    ? 'VDCs of invalid documents are left as they are, and nothing at all is deleted while one stands.'
    : 'None of them keeps a document from being used.';
  const items = problems.map(({ file, line, column, code, message, suggestion }) => {
    const place = `<code>${escapeHtml(`${file}:${line}:${column}`)}</code>`;
    const text = messageHtml([message, suggestion ?? ''].join(' '));
    return `<li>${place} ${text} <code class="soft">${escapeHtml(code)}</code></li>`;
  });
  const list = fitPieces(items, NOTES_LIMIT, (hidden) => `<li>and ${hidden} more</li>`);
  return `<section class="note"><h2>Problems in the specs</h2><p>${meaning}</p><ul>${list}</ul></section>\n`;
}

function warningsHtml({ warnings }: Plan): string {
  if (warnings.length === 0) return '';
  const items = warnings.map(({ code, message, vdc }) => {
    const about = vdc === undefined ? '' : `<b>${escapeHtml(vdc)}</b>: `;
    return `<li>${about}${messageHtml(message)} <code class="soft">${escapeHtml(code)}</code></li>`;
  });
  const list = fitPieces(items, NOTES_LIMIT, (hidden) => `<li>and ${hidden} more</li>`);
  return `<section class="note"><h2>Warnings</h2><ul>${list}</ul></section>\n`;
}

function messageHtml(raw: string): string {
  return escapeHtml(neutraliseMessage(raw));
}
