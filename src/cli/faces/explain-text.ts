import type { Block, PlannedVdc } from '../../model/plan.ts';
import type { SpecPlace, VdcName } from '../../model/virtual-data-center.ts';
import { formatValue } from './change-text.ts';
import type { FieldValue } from './change-text.ts';
import type { Look } from './look.ts';
import { formatJson } from './ordered-json.ts';
import { actionLines, blockLines, pausedLines } from './plan-text-vdc.ts';
import { showMessage, showName } from './safe-text.ts';
import { formatTable } from './table.ts';
import type { Cell, Column } from './table.ts';
import type { ActionFace } from './verbs.ts';
import { hang } from './wrap.ts';

/** One thing that the spec asks for, beside what was observed of it. */
export interface ExplainedField {
  readonly field: string;
  /** The line of the spec that says so; absent for a default of the settings. */
  readonly specLine?: number;
  readonly desired: FieldValue;
  readonly observed: FieldValue;
  /** One word or two: `same`, `differs`, `unknown`, `left alone`. */
  readonly verdict: string;
}

/** Everything that leads to the next action on one VDC. */
export interface Explanation {
  readonly name: VdcName;
  /** Absent for a VDC that no spec names. */
  readonly place?: SpecPlace;
  readonly rows: readonly ExplainedField[];
  /** The rules that were met, in the order in which they were asked. */
  readonly rules: readonly { readonly reason: string; readonly text: string }[];
  readonly actions: readonly ActionFace[];
  readonly blocks: readonly Block[];
  readonly paused?: PlannedVdc['paused'];
}

/** What `vdc explain` prints: spec line, observation and rule, and the action that they lead to. */
export function formatExplanation(explained: Explanation, look: Look): string {
  const { bold, dim } = look.paint;
  const place = explained.place === undefined ? 'no spec names it' : `${explained.place.file}:${explained.place.line}`;
  const parts = [
    [`${bold(showName(explained.name, look))}  ${dim(showName(place, look))}`],
    fieldLines(explained, look),
    explained.rules.length === 0 ? [] : [bold('Why'), ...ruleLines(explained, look)],
    [bold('Next'), ...nextLines(explained, look)],
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

export function formatExplanationJson(explained: Explanation): string {
  return formatJson(explained);
}

function fieldLines({ rows }: Explanation, look: Look): readonly string[] {
  if (rows.length === 0) return [];
  const columns: readonly Column[] = [
    { header: 'FIELD' },
    { header: 'SPEC' },
    { header: 'DESIRED', tooWide: 'wrap' },
    { header: 'OBSERVED', tooWide: 'wrap' },
    { header: 'VERDICT', tooWide: 'wrap' },
  ];
  const { dim, yellow, green } = look.paint;
  const cells = rows.map((row): readonly Cell[] => [
    row.field,
    { text: row.specLine === undefined ? 'default' : `line ${row.specLine}`, style: dim },
    formatValue(row.desired),
    formatValue(row.observed),
    { text: row.verdict, style: row.verdict === 'same' ? green : yellow },
  ]);
  return formatTable(columns, cells, look, '  ');
}

function ruleLines({ rules }: Explanation, look: Look): readonly string[] {
  return rules.flatMap(({ reason, text }) => {
    const lead = `  ${showName(reason, look)}: `;
    const [first = '', ...rest] = hang('  ', `${lead.trim()} ${showMessage(text, look)}`, look.width);
    return [first.replace(lead.trim(), look.paint.yellow(lead.trim())), ...rest.map((line) => `  ${line}`)];
  });
}

function nextLines(explained: Explanation, look: Look): readonly string[] {
  const { actions, blocks, paused } = explained;
  if (actions.length + blocks.length === 0 && paused === undefined) return ['    nothing: it is as declared'];
  return [
    ...pausedLines(paused, look),
    ...actionLines(actions, look),
    ...blocks.flatMap((block) => blockLines(block, look)),
  ];
}
