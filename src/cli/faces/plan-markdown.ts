import type { Plan, PlannedVdc } from '../../model/plan.ts';
import { shortFingerprint, shortRevision } from './approve-command.ts';
import { formatValue, listSteps } from './change-text.ts';
import { escapeMarkdown, markdownCode, markdownFence } from './escape-markdown.ts';
import { fitPieces } from './fit-pieces.ts';
import { plainLook } from './look.ts';
import { groupPlan } from './plan-groups.ts';
import type { PlanGroup } from './plan-groups.ts';
import { refusalOf } from './plan-text-refusal.ts';
import { foldLines } from './plan-text-fold.ts';
import { headWord, wayOutSentence } from './plan-text-vdc.ts';
import { countTotals, countVdcs, totalsLines } from './plan-totals.ts';
import { actionPhrase, vdcPhrase } from './reasons.ts';
import { neutralise, neutraliseMessage } from './safe-text.ts';
import { formatIsoTime } from './time.ts';
import { symbolOf } from './verbs.ts';

/** GitHub refuses a comment of more than 65,536 characters; what else the comment says needs room, too. */
export const MARKDOWN_LIMIT = 60_000;
const NOTES_LIMIT = 10_000;
const MOST_FOLDED_LINES = 250;

const look = { ...plainLook, width: Number.POSITIVE_INFINITY };
const foldLook = { ...plainLook, width: 110 };

/** A plan as a comment on a pull request: totals at once, every VDC one click away. Never longer than `MARKDOWN_LIMIT`. */
export function formatPlanMarkdown(plan: Plan, options: { readonly applyCommand?: string } = {}): string {
  const head = [
    `### ${totalsLines(plan, look).join(' ')}\n`,
    refusalPart(plan, options.applyCommand),
    summaryTable(plan),
    problemsPart(plan),
    warningsPart(plan),
  ]
    .filter((part) => part !== '')
    .join('\n');
  const foot = `\n${originPart(plan)}\n`;
  const groups = groupPlan(plan);
  const room = MARKDOWN_LIMIT - head.length - foot.length - 1;
  const sections = groups.map(groupPart);
  const total = groups.reduce((sum, group) => sum + sizeOf(group), 0);
  const details = fitPieces(sections, room, (hidden) => {
    const shown = groups.slice(0, groups.length - hidden).reduce((sum, group) => sum + sizeOf(group), 0);
    return `\n…and ${countVdcs(total - shown)} more: \`vdc plan\` shows all.\n`;
  });
  return `${head}\n${details}${foot}`;
}

function sizeOf(group: PlanGroup): number {
  return group.kind === 'single' ? 1 : group.vdcs.length;
}

function refusalPart(plan: Plan, applyCommand: string | undefined): string {
  const refusal = refusalOf(plan, applyCommand);
  if (refusal === undefined) return '';
  const reasons = plan.unsafe.map(({ code, message }) => `> - ${escapeMarkdown(message)} ${markdownCode(code)}\n`);
  const command =
    refusal.command === undefined
      ? ''
      : `>\n${markdownFence('sh', [neutralise(refusal.command)])
          .split('\n')
          .map((line) => `> ${line}\n`)
          .join('')}`;
  return [
    `> [!CAUTION]\n> **${refusal.headline}**\n>\n`,
    fitPieces(reasons, NOTES_LIMIT, (hidden) => `> - and ${hidden} more\n`),
    `>\n> ${refusal.advice}\n`,
    command,
  ].join('');
}

function summaryTable(plan: Plan): string {
  const { toDo, blocked, paused, unchanged } = countTotals(plan);
  const rows = toDo.map(([verb, count]) => `| ${markdownCode(symbolOf(verb, look))} | ${verb} | ${count} |\n`);
  if (blocked > 0) rows.push(`| ${markdownCode('!')} | blocked | ${blocked} |\n`);
  if (rows.length === 0) return '';
  if (paused > 0) rows.push(`|   | paused | ${paused} |\n`);
  if (unchanged > 0) rows.push(`|   | unchanged | ${unchanged} |\n`);
  return `|   | verb | VDCs |\n| :-: | :-- | --: |\n${rows.join('')}`;
}

function problemsPart({ problems }: Plan): string {
  if (problems.length === 0) return '';
  const rows = problems.map(({ file, line, column, code, message, suggestion }) => {
    const text = escapeMarkdown([message, suggestion ?? ''].join(' '));
    return `| ${markdownCode(`${file}:${line}:${column}`)} | ${text} | ${markdownCode(code)} |\n`;
  });
  const meaning = problems.some((problem) => problem.severity === 'error')
    ? 'VDCs of invalid documents are left as they are, and nothing at all is deleted while one stands.'
    : 'None of them keeps a document from being used.';
  const table = fitPieces(rows, NOTES_LIMIT, (hidden) => `| | …and ${hidden} more | |\n`);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `**${count} in the specs.** ${meaning}\n\n| place | problem | code |\n| :-- | :-- | :-- |\n${table}`;
}

function warningsPart({ warnings }: Plan): string {
  if (warnings.length === 0) return '';
  const items = warnings.map(({ code, message, vdc }) => {
    const about = vdc === undefined ? '' : `**${escapeMarkdown(vdc)}**: `;
    return `- ${about}${escapeMarkdown(message)} ${markdownCode(code)}\n`;
  });
  const list = fitPieces(items, NOTES_LIMIT, (hidden) => `- …and ${hidden} more\n`);
  const count = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
  return `<details><summary>${count}</summary>\n\n${list}\n</details>\n`;
}

function groupPart(group: PlanGroup): string {
  if (group.kind === 'single') {
    return detailsPart(group.vdc.name, group.vdc, markdownFence('diff', diffLines(group.vdc)));
  }
  const lines = foldLines(group, foldLook).slice(1);
  const shown = lines.slice(0, MOST_FOLDED_LINES);
  if (shown.length < lines.length) shown.push(`      and ${lines.length - shown.length} more lines`);
  return detailsPart(countVdcs(group.vdcs.length), group.first, markdownFence('text', shown));
}

function detailsPart(title: string, vdc: PlannedVdc, body: string): string {
  const place =
    vdc.place === undefined || title !== vdc.name ? '' : ` ${markdownCode(`${vdc.place.file}:${vdc.place.line}`)}`;
  const summary = `${markdownCode(symbolOf(vdc.verb, look))} <b>${escapeMarkdown(title)}</b> ${headWord(vdc)} <i>${vdcPhrase(vdc.reason)}</i>${place}`;
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>\n`;
}

/** The colours of a diff: what was in red, what will be in green, what stands in the way in the colour of a remark. */
function diffLines(vdc: PlannedVdc): readonly string[] {
  const lines: string[] = [];
  for (const { field, before, after } of vdc.changes) {
    const name = neutralise(field);
    if (Array.isArray(before) && Array.isArray(after)) {
      lines.push(...listSteps(before, after).map(({ sign, item }) => `${sign} ${name}: ${neutralise(item)}`));
      continue;
    }
    if (before !== null) lines.push(`- ${name}: ${neutralise(formatValue(before))}`);
    if (after !== null) lines.push(`+ ${name}: ${neutralise(formatValue(after))}`);
  }
  if (vdc.actions.length > 0) lines.push('# what is done');
  for (const action of vdc.actions) {
    lines.push(`  ${action.verb} ${neutralise(action.resource)}: ${actionPhrase(action.reason)}`);
  }
  for (const block of vdc.blocks) {
    lines.push(`! blocked: ${neutraliseMessage(block.message)} (${neutralise(block.code)})`);
    lines.push(`! way out: ${neutraliseMessage(block.wayOut)}`);
  }
  const wayOut = wayOutSentence(vdc);
  if (wayOut !== undefined) lines.push(`# ${wayOut}`);
  const { paused } = vdc;
  if (paused !== undefined) {
    const until = paused.until === undefined ? '' : ` until ${formatIsoTime(neutralise(paused.until))}`;
    lines.push(`! paused by ${neutraliseMessage(paused.by)}${until}: ${neutraliseMessage(paused.reason)}`);
  }
  return lines.length === 0 ? ['  nothing'] : lines;
}

function originPart(plan: Plan): string {
  const fingerprint = markdownCode(shortFingerprint(plan.fingerprint, '…'));
  return `<sub>Plan ${fingerprint} of ${markdownCode(shortRevision(plan.revision))}, ${escapeMarkdown(formatIsoTime(plan.createdAt))}</sub>`;
}
