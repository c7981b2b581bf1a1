import type { ActionResult, VdcReport } from '../../executor/apply-report.ts';
import { stillNeeded } from '../../executor/skip-reasons.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Plan } from '../../model/plan.ts';
import type { VdcName } from '../../model/virtual-data-center.ts';
import { codedLines } from './coded-lines.ts';
import type { Look } from './look.ts';
import { blockLines } from './plan-text-vdc.ts';
import { countTotals, countVdcs } from './plan-totals.ts';
import { showMessage, showName } from './safe-text.ts';
import { formatDuration } from './time.ts';
import { flow, hang, wrapText } from './wrap.ts';

/** What became of the VDCs that had something to do. */
export interface AppliedPlan {
  readonly vdcs: readonly VdcReport[];
  readonly tookMs: number;
  readonly aborted?: boolean;
}

type Trouble = Exclude<Outcome['kind'], 'done'>;

interface Troubled {
  readonly name: VdcName;
  readonly action: ActionResult['action'];
  readonly outcome: Extract<Outcome, { readonly kind: Trouble }>;
}

const WORST_FIRST = ['failed', 'skipped', 'waiting'] as const satisfies readonly Trouble[];
const MOST_OF_A_KIND = 3;
const MOST_NAMES = 40;
const MOST_BLOCKED = 20;

/** The end of an apply: what did not come to its end, why, and what to do about it; then the totals and the time. */
export function formatApplyReport(plan: Plan, applied: AppliedPlan, look: Look): string {
  const troubled = applied.vdcs.flatMap(troubleOf);
  const parts = [
    ...WORST_FIRST.map((kind) =>
      troubleLines(
        kind,
        troubled.filter((one) => one.outcome.kind === kind),
        look,
      ),
    ),
    blockedLines(plan, look),
    unrecordedLines(applied.vdcs, look),
    warningLines(applied.vdcs, look),
    applied.aborted === true
      ? hang('', 'Stopped before its end. What was begun is in the journal; the next apply takes it up.', look.width)
      : [],
    totalsLines(plan, applied, troubled, look),
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

/** The first result that is not done: the steps after it were skipped because of it. What others still need is no trouble. */
function troubleOf(vdc: VdcReport): readonly Troubled[] {
  for (const { action, outcome } of vdc.results) {
    if (outcome.kind === 'skipped' && outcome.code === stillNeeded.code) continue;
    if (outcome.kind !== 'done') return [{ name: vdc.name, action, outcome }];
  }
  return [];
}

const FACES = {
  failed: { colour: 'red', glyph: 'failed' },
  skipped: { colour: 'yellow', glyph: 'skipped' },
  waiting: { colour: 'yellow', glyph: 'waiting' },
} as const satisfies Record<Trouble, unknown>;

function troubleLines(kind: Trouble, troubled: readonly Troubled[], look: Look): readonly string[] {
  if (troubled.length === 0) return [];
  const paint = look.paint[FACES[kind].colour];
  const sign = look.glyphs[FACES[kind].glyph];
  const byCode = new Map<string, Troubled[]>();
  for (const one of troubled) {
    const code = 'code' in one.outcome ? one.outcome.code : '';
    byCode.set(code, [...(byCode.get(code) ?? []), one]);
  }
  const heading = `${paint(sign)} ${paint(look.paint.bold(`${countVdcs(troubled.length)} ${kind}`))}`;
  return [heading, ...[...byCode].flatMap(([code, alike]) => alikeLines(code, alike, look))];
}

/** The first few of one kind in full, the others by name, and once what to do. */
function alikeLines(code: string, alike: readonly Troubled[], look: Look): readonly string[] {
  const shown = alike.length > MOST_OF_A_KIND + 1 ? alike.slice(0, MOST_OF_A_KIND) : alike;
  const others = alike.slice(shown.length).map((one) => one.name);
  const named = others.slice(0, MOST_NAMES).join(', ');
  const rest = others.length > MOST_NAMES ? ` and ${others.length - MOST_NAMES} more (vdc get)` : '';
  const why = code === '' ? '' : ` with ${code}`;
  const otherLines =
    others.length === 0
      ? []
      : hang('  ', showMessage(`and ${others.length} more${why}: ${named}${rest}`, look), look.width);
  return [
    ...shown.flatMap((one) => troubledLines(one, look)),
    ...otherLines,
    ...nextSteps(alike).flatMap((step) => hang('    Next: ', showMessage(step, look), look.width)),
  ];
}

function troubledLines({ name, action, outcome }: Troubled, look: Look): readonly string[] {
  const shownName = showName(name, look);
  const [first = '', ...rest] = wrapText(
    `${shownName}  ${showMessage(`${action.verb} ${action.resource}`, look)}`,
    look.width - 2,
  );
  const message =
    'code' in outcome
      ? codedLines('    ', '    ', outcome, look)
      : hang('    ', showMessage(outcome.message, look), look.width);
  return [
    `  ${look.paint.bold(first.slice(0, shownName.length))}${first.slice(shownName.length)}`,
    ...rest.map((line) => `  ${line}`),
    ...message,
  ];
}

function nextSteps(alike: readonly Troubled[]): readonly string[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { outcome, name } = first;
  switch (outcome.kind) {
    case 'failed': {
      const docs = `docs/errors.md#${outcome.code.toLowerCase()}`;
      return outcome.isUncertain === true
        ? [`whether WAP did this is not known, so it is not simply repeated: \`vdc explain ${name}\`, and ${docs}`]
        : [`mend the cause (${docs}), then \`vdc apply\` again: what is done is not done twice`];
    }
    case 'skipped':
      return ['nothing of this was begun; `vdc plan` shows what is still to do'];
    case 'waiting':
      return ['nothing; WAP is at it. `vdc apply` and the daemon look again, and ask for nothing twice'];
    default:
      throw new Error(`unreachable: ${JSON.stringify(outcome satisfies never)}`);
  }
}

function blockedLines(plan: Plan, look: Look): readonly string[] {
  const blocked = plan.vdcs.filter((vdc) => vdc.blocks.length > 0 && vdc.paused === undefined);
  if (blocked.length === 0) return [];
  const { red, bold, dim } = look.paint;
  const hidden = blocked.length - MOST_BLOCKED;
  return [
    `${red('!')} ${red(bold(`${countVdcs(blocked.length)} blocked`))}`,
    ...blocked
      .slice(0, MOST_BLOCKED)
      .flatMap((vdc) => [
        `  ${bold(showName(vdc.name, look))}`,
        ...vdc.blocks.flatMap((block) => blockLines(block, look)),
      ]),
    ...(hidden > 0 ? [dim(`  and ${hidden} more: \`vdc plan\` shows all`)] : []),
  ];
}

/** Done in WAP, but not written down: the next pass must know that it looks at something begun. */
function unrecordedLines(vdcs: readonly VdcReport[], look: Look): readonly string[] {
  return vdcs.flatMap(({ name, unrecorded }) => {
    if (unrecorded === undefined) return [];
    const message = `how it ended could not be written down: ${unrecorded.message}`;
    const lead = `${look.glyphs.failed} ${showName(name, look)}  `;
    const [first = '', ...rest] = codedLines(lead, '    ', { ...unrecorded, message }, look);
    return [
      first.replace(look.glyphs.failed, look.paint.red(look.glyphs.failed)),
      ...rest,
      ...hang(
        '    Next: ',
        'mend the state store; the next apply looks at what was begun before it does more',
        look.width,
      ),
    ];
  });
}

function warningLines(vdcs: readonly VdcReport[], look: Look): readonly string[] {
  return vdcs.flatMap(({ name, results }) =>
    results.flatMap(({ outcome }) => {
      if (outcome.kind !== 'done' || outcome.warning === undefined) return [];
      const [first = '', ...rest] = hang('Warning: ', showMessage(`${name}: ${outcome.warning}`, look), look.width);
      return [first.replace('Warning:', look.paint.yellow('Warning:')), ...rest];
    }),
  );
}

function totalsLines(
  plan: Plan,
  { vdcs, tookMs }: AppliedPlan,
  troubled: readonly Troubled[],
  look: Look,
): readonly string[] {
  const { green, red, yellow, bold } = look.paint;
  const count = (kind: Trouble): number => troubled.filter((one) => one.outcome.kind === kind).length;
  const { unchanged, blocked, paused } = countTotals(plan);
  const parts = [
    { count: vdcs.length - troubled.length, word: 'done', style: green },
    { count: count('failed'), word: 'failed', style: red },
    { count: count('waiting'), word: 'waiting', style: yellow },
    { count: count('skipped'), word: 'skipped', style: yellow },
    { count: blocked, word: 'blocked', style: red },
    { count: paused, word: 'paused', style: yellow },
    { count: unchanged, word: 'unchanged', style: (text: string) => text },
  ].filter((part, index) => index === 0 || part.count > 0);
  const items = parts.map((part, index) => {
    const end = index === parts.length - 1 ? '.' : ',';
    return part.style(`${part.count} ${part.word}`) + end;
  });
  const lead = 'Applied: ';
  const lines = flow([...items, `It took ${formatDuration(tookMs)}.`], ' ', look.width - lead.length);
  return lines.map((line, index) => (index === 0 ? bold(lead) : ' '.repeat(lead.length)) + line);
}
