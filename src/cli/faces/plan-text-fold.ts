import type { FieldChange, PlannedVdc } from '../../model/plan.ts';
import { formatChange } from './change-text.ts';
import { codedLines } from './coded-lines.ts';
import type { Look } from './look.ts';
import { formatNameColumns } from './name-columns.ts';
import type { PlanGroup } from './plan-groups.ts';
import { headWord, pausedLines, wayOutLines } from './plan-text-vdc.ts';
import { countVdcs } from './plan-totals.ts';
import { actionPhrase, vdcPhrase } from './reasons.ts';
import { showMessage, showName } from './safe-text.ts';
import { formatTable } from './table.ts';
import type { Cell, Column } from './table.ts';
import { textWidth } from './text-width.ts';
import { paintSymbol, paintVerb, symbolOf } from './verbs.ts';
import { hang } from './wrap.ts';

type Fold = Extract<PlanGroup, { readonly kind: 'fold' }>;

const BODY = '    ';
const MEMBER = '      ';

/** Many VDCs of one kind: what they share is said once, then a line for each with its own figures. */
export function foldLines({ first, vdcs }: Fold, look: Look): readonly string[] {
  const heading =
    `${paintSymbol(first.verb, look)} ${look.paint.bold(countVdcs(vdcs.length))}  ` +
    `${paintVerb(first.verb, headWord(first), look)}  ${vdcPhrase(first.reason)}`;
  const shared = sharedChanges(vdcs);
  return [
    heading,
    ...pausedLines(first.paused, look),
    ...sharedActionLines(first, look),
    ...sharedChangeLines(shared, look),
    ...first.blocks.flatMap(({ code, wayOut }) =>
      codedLines(`${BODY}Way out: `, BODY, { code, message: wayOut }, look),
    ),
    ...wayOutLines(first, look),
    ...memberLines(vdcs, new Set(shared.map((change) => change.field)), look),
  ];
}

/** The kinds of action that each of them needs; the resources' names follow from the names of the VDCs. */
function sharedActionLines(first: PlannedVdc, look: Look): readonly string[] {
  const rows = first.actions.map((action, index): readonly Cell[] => [
    { text: index === 0 ? 'each' : '', style: look.paint.dim },
    { text: symbolOf(action.verb, look), style: (text) => paintVerb(action.verb, text, look) },
    action.kind,
    { text: actionPhrase(action.reason), style: look.paint.dim },
  ]);
  return formatTable([{}, {}, { gap: ' ' }, { tooWide: 'wrap' }], rows, look, BODY);
}

/** What changes in every one of them in the same way. */
function sharedChanges(vdcs: readonly PlannedVdc[]): readonly FieldChange[] {
  const counts = new Map<string, number>();
  for (const change of vdcs.flatMap((vdc) => vdc.changes)) {
    const key = JSON.stringify([change.field, change.before, change.after]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (vdcs[0]?.changes ?? []).filter(
    ({ field, before, after }) => counts.get(JSON.stringify([field, before, after])) === vdcs.length,
  );
}

function sharedChangeLines(changes: readonly FieldChange[], look: Look): readonly string[] {
  if (changes.length === 0) return [];
  const text = changes.map((change) => changeSentence(change, look)).join(', ');
  const [first = '', ...rest] = hang(`${BODY}each  `, text, look.width);
  return [first.replace('each', look.paint.dim('each')), ...rest];
}

/** The widest form that fits: a column for each field with the place of each spec, without the places, or in words. */
function memberLines(vdcs: readonly PlannedVdc[], shared: ReadonlySet<string>, look: Look): readonly string[] {
  const own = vdcs.map((vdc) => ({ ...vdc, changes: vdc.changes.filter((change) => !shared.has(change.field)) }));
  const places = vdcs.map((vdc): Cell => {
    const text = vdc.place === undefined ? '' : `${vdc.place.file}:${vdc.place.line}`;
    return { text, style: look.paint.dim };
  });
  const hasOnlyNames = own.every((vdc) => vdc.changes.length === 0 && vdc.blocks.length === 0);
  const table = fieldTable(own, look);
  const candidates = [
    ...(table === undefined ? [] : [drawTable(withColumn(table, places), look), drawTable(table, look)]),
    ...(hasOnlyNames
      ? [
          formatNameColumns(
            own.map((vdc) => vdc.name),
            look,
            MEMBER,
          ),
        ]
      : []),
  ];
  const fits = (lines: readonly string[]): boolean => lines.every((line) => textWidth(line) <= look.width);
  return candidates.find(fits) ?? drawTable(sentenceTable(own, look), look);
}

interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const MOST_FIELDS = 8;

/** A column for every field that changes in any of them; undefined where messages or too many fields ask for sentences. */
function fieldTable(vdcs: readonly PlannedVdc[], look: Look): Table | undefined {
  const fields = [...new Set(vdcs.flatMap((vdc) => vdc.changes.map((change) => change.field)))];
  if (fields.length === 0 || fields.length > MOST_FIELDS || vdcs.some((vdc) => vdc.blocks.length > 0)) return undefined;
  const columns: readonly Column[] = [
    { header: 'name' },
    ...fields.map((header): Column => ({ header: showMessage(header, look), align: 'right' })),
  ];
  const rows = vdcs.map((vdc): readonly Cell[] => [
    vdc.name,
    ...fields.map((field): Cell => {
      const change = vdc.changes.find((candidate) => candidate.field === field);
      return change === undefined ? '' : formatChange(change, look);
    }),
  ]);
  return { columns, rows };
}

function sentenceTable(vdcs: readonly PlannedVdc[], look: Look): Table {
  const rows = vdcs.map((vdc): readonly Cell[] => [
    vdc.name,
    [
      ...vdc.changes.map((change) => changeSentence(change, look)),
      ...vdc.blocks.map((block) => showMessage(block.message, look)),
    ].join(', '),
  ]);
  return { columns: [{}, { tooWide: 'wrap' }], rows };
}

function withColumn({ columns, rows }: Table, cells: readonly Cell[]): Table {
  return {
    columns: [...columns, { header: 'spec' }],
    rows: rows.map((row, index) => [...row, cells[index] ?? '']),
  };
}

function drawTable({ columns, rows }: Table, look: Look): readonly string[] {
  return formatTable(columns, rows, look, MEMBER);
}

function changeSentence(change: FieldChange, look: Look): string {
  return `${showName(change.field, look)} ${formatChange(change, look)}`;
}
