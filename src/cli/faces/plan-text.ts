import type { Plan } from '../../model/plan.ts';
import { shortFingerprint, shortRevision } from './approve-command.ts';
import type { Look } from './look.ts';
import { groupPlan, isTold } from './plan-groups.ts';
import { foldLines } from './plan-text-fold.ts';
import { problemLines, warningLines } from './plan-text-notes.ts';
import { refusalLines } from './plan-text-refusal.ts';
import { vdcLines } from './plan-text-vdc.ts';
import { totalsLines } from './plan-totals.ts';
import { showName } from './safe-text.ts';
import { formatIsoTime } from './time.ts';
import { paintSymbol, VERB_ORDER } from './verbs.ts';
import { flow, hang } from './wrap.ts';

export interface PlanTextOptions {
  /** How this person called `vdc apply`, with the options that an approval must repeat (`--config …`). */
  readonly applyCommand?: string;
}

/** A plan as a person reads it on a terminal: VDC by VDC, then what to know, then the totals, a refusal last. */
export function formatPlanText(plan: Plan, look: Look, options: PlanTextOptions = {}): string {
  const vdcs = groupPlan(plan).map((group) =>
    group.kind === 'single' ? vdcLines(group.vdc, look) : foldLines(group, look),
  );
  const parts = [
    [...originLines(plan, look), ...legendLines(plan, look)],
    ...vdcs,
    problemLines(plan.problems, look),
    warningLines(plan.warnings, look),
    [...scopeLines(plan, look), ...totalsLines(plan, look)],
    refusalLines(plan, look, options.applyCommand),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function originLines(plan: Plan, look: Look): readonly string[] {
  const fingerprint = shortFingerprint(showName(plan.fingerprint, look), look.glyphs.ellipsis);
  const revision = shortRevision(showName(plan.revision, look));
  const text = `Plan ${fingerprint} of ${revision}, ${formatIsoTime(showName(plan.createdAt, look))}`;
  return hang('', text, look.width).map(look.paint.dim);
}

/** Only the symbols that this plan uses. */
function legendLines(plan: Plan, look: Look): readonly string[] {
  const used = new Set(
    plan.vdcs
      .filter((vdc) => isTold(vdc) && vdc.paused === undefined)
      .flatMap((vdc) => [vdc.verb, ...vdc.actions.map((action) => action.verb)]),
  );
  if (plan.vdcs.some((vdc) => vdc.blocks.length > 0)) used.add('blocked');
  const entries = VERB_ORDER.filter((verb) => used.has(verb)).map((verb) => `${paintSymbol(verb, look)} ${verb}`);
  return flow(entries, '   ', look.width);
}

function scopeLines(plan: Plan, look: Look): readonly string[] {
  const { targets, selector } = plan.scope;
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
  if (targets.length === 0 && labels.length === 0) return [];
  const chosen = [
    ...(targets.length === 0 ? [] : [`the VDCs ${targets.join(', ')}`]),
    ...(labels.length === 0 ? [] : [`VDCs labelled ${labels.join(', ')}`]),
  ].join(' and ');
  return hang('', showName(`Only ${chosen} were looked at; all others are left alone.`, look), look.width);
}
