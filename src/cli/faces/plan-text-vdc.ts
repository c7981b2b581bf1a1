import type { Block, FieldChange, PlannedVdc } from '../../model/plan.ts';
import { formatValue, listSteps } from './change-text.ts';
import type { Look } from './look.ts';
import { actionPhrase, vdcPhrase } from './reasons.ts';
import { showMessage, showName } from './safe-text.ts';
import { formatTable } from './table.ts';
import { codedLines } from './coded-lines.ts';
import type { Cell, Column } from './table.ts';
import { textWidth } from './text-width.ts';
import { formatIsoTime, formatSpecDuration } from './time.ts';
import { paintSymbol, paintVerb, symbolOf } from './verbs.ts';
import type { ActionFace } from './verbs.ts';
import { hang } from './wrap.ts';

const BODY = '    ';

/** One VDC of a plan: its heading, what differs, what is done about it, and what stands in the way. */
export function vdcLines(vdc: PlannedVdc, look: Look): readonly string[] {
  return [
    ...headingLines(vdc, look),
    ...pausedLines(vdc.paused, look),
    ...changeLines(vdc.changes, look),
    ...actionLines(vdc.actions, look),
    ...vdc.blocks.flatMap((block) => blockLines(block, look)),
    ...wayOutLines(vdc, look),
  ];
}

/** Symbol, name, verb and why, with the place of the spec at the right, or below where it does not fit. */
function headingLines(vdc: PlannedVdc, look: Look): readonly string[] {
  const name = showName(vdc.name, look);
  const phrase = vdcPhrase(vdc.reason);
  const word = headWord(vdc);
  const plain = `${name}  ${word}  ${phrase}`;
  const verb = paintVerb(vdc.verb, word, look);
  const painted = `${paintSymbol(vdc.verb, look)} ${look.paint.bold(name)}  ${verb}  ${phrase}`;
  const place = vdc.place === undefined ? '' : showName(`${vdc.place.file}:${vdc.place.line}`, look);
  const used = textWidth(plain) + 2;
  const width = Math.min(look.width, 100);
  const dimPlace = look.paint.dim(place);
  if (place !== '' && used + 2 + textWidth(place) <= width) {
    return [painted + ' '.repeat(width - used - textWidth(place)) + dimPlace];
  }
  const head =
    used <= look.width
      ? [painted]
      : [`${paintSymbol(vdc.verb, look)} ${look.paint.bold(name)}`, `${BODY}${verb}  ${phrase}`];
  return place === '' ? head : [...head, BODY + dimPlace];
}

/** A paused VDC has no verb: nothing is done to it, though it differs. */
export function headWord(vdc: Pick<PlannedVdc, 'verb' | 'paused'>): string {
  return vdc.paused === undefined ? vdc.verb : 'paused';
}

export function pausedLines(paused: PlannedVdc['paused'], look: Look): readonly string[] {
  if (paused === undefined) return [];
  const who = paused.by === '' ? '' : ` by ${showMessage(paused.by, look)}`;
  const until = paused.until === undefined ? '' : ` until ${formatIsoTime(showName(paused.until, look))}`;
  const why = paused.reason === '' ? '' : `: ${showMessage(paused.reason, look)}`;
  const sentence = `Paused${who}${until}${why}. Shown, not applied.`;
  return hang(BODY, sentence, look.width).map(look.paint.yellow);
}

function changeLines(changes: readonly FieldChange[], look: Look): readonly string[] {
  if (changes.length === 0) return [];
  const isNew = changes.every((change) => change.before === null);
  const rows = changes.flatMap((change) => changeRows(change, isNew, look));
  const columns: readonly Column[] = isNew
    ? [{}, { tooWide: 'wrap' }]
    : [{}, { align: 'right', tooWide: 'wrap' }, { gap: ' ' }, { gap: ' ', tooWide: 'wrap' }];
  return formatTable(columns, rows, look, `${BODY}  `);
}

function changeRows(change: FieldChange, isNew: boolean, look: Look): readonly (readonly Cell[])[] {
  const { red, green, dim } = look.paint;
  if (isNew) return [[change.field, { text: formatValue(change.after), style: green }]];
  if (Array.isArray(change.before) && Array.isArray(change.after)) {
    return listSteps(change.before, change.after).map(({ sign, item }, index) => [
      index === 0 ? change.field : '',
      '',
      { text: sign, style: sign === '+' ? green : red },
      { text: item, style: sign === '+' ? green : red },
    ]);
  }
  return [
    [
      change.field,
      { text: formatValue(change.before), style: change.before === null ? dim : red },
      { text: look.glyphs.arrow, style: dim },
      { text: formatValue(change.after), style: change.after === null ? dim : green },
    ],
  ];
}

export function actionLines(actions: readonly ActionFace[], look: Look): readonly string[] {
  const rows = actions.map((action): readonly Cell[] => [
    { text: symbolOf(action.verb, look), style: (text) => paintVerb(action.verb, text, look) },
    action.resource,
    { text: actionPhrase(action.reason), style: look.paint.dim },
  ]);
  const columns: readonly Column[] = [{}, { gap: ' ', tooWide: 'wrap' }, { tooWide: 'wrap' }];
  return formatTable(columns, rows, look, BODY);
}

export function blockLines(block: Block, look: Look): readonly string[] {
  const { red, bold } = look.paint;
  const [first = '', ...rest] = codedLines(`${BODY}! blocked: `, `${BODY}  `, block, look);
  return [
    first.replace('! blocked:', `${red('!')} ${red(bold('blocked:'))}`),
    ...rest,
    ...hang(`${BODY}  `, `Way out: ${showMessage(block.wayOut, look)}`, look.width),
  ];
}

/** What becomes of a VDC that no spec names: nobody should have to look up the grace period of a file that is gone. */
export function wayOutLines(vdc: PlannedVdc, look: Look): readonly string[] {
  const sentence = wayOutSentence(vdc);
  return sentence === undefined ? [] : hang(BODY, sentence, look.width).map(look.paint.dim);
}

export function wayOutSentence(vdc: PlannedVdc): string | undefined {
  const deletion = vdc.verb === 'retire' ? vdc.remember?.lastSpec.deletion : undefined;
  if (deletion === undefined) return undefined;
  const sentences = {
    delete: `Deleted when no spec has named it for ${formatSpecDuration(deletion.graceMs)}. Until then, putting its spec back undoes this.`,
    suspend: 'Kept suspended, and never deleted (deletion.policy: suspend). Putting its spec back undoes this.',
    retain: 'Left in WAP as it is, and no longer looked after (deletion.policy: retain).',
  };
  return sentences[deletion.policy];
}
