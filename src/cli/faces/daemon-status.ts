import type { CircuitStatus, DaemonStatus, PassSummary, Trigger } from '../../model/daemon-status.ts';
import type { Halt } from '../../model/law.ts';
import { shortRevision } from './approve-command.ts';
import { fightLines } from './fight-table.ts';
import { haltLines } from './halt-lines.ts';
import type { Look, Style } from './look.ts';
import { formatMoment } from './moment.ts';
import { formatJson } from './ordered-json.ts';
import { isApprovable, type RefusedFace, refusedPlanLines, summaryLines } from './refused-plan.ts';
import { showMessage, showName } from './safe-text.ts';
import { type Cell, formatTable } from './table.ts';
import { formatDuration } from './time.ts';
import { hang, wrapText } from './wrap.ts';

export type DaemonFace = Omit<DaemonStatus, 'refused'> & { readonly refused?: RefusedFace };

const MOST_NAMES = 5;

/** What this person types to approve of that. */
export type CommandFor = (what: string) => string;

/** What `vdc status` shows: who acts, what was done last and what is next, and everything that waits for a person. */
export function formatDaemonStatus(status: DaemonFace, look: Look, nowMs: number, commandFor: CommandFor): string {
  const { bold, dim } = look.paint;
  const head = [
    bold(`vdc ${showName(status.version, look)}`),
    roleStyle(status.role, look)(status.role),
    status.mode === 'report' ? look.paint.yellow('report: finds drift, never writes') : status.mode,
  ].join('  ');
  const rows = factsOf(status, nowMs).map(([label, text]): readonly Cell[] => [{ text: label, style: dim }, text]);
  const parts = [
    [head, ...formatTable([{}, { tooWide: 'wrap' }], rows, look, '  ')],
    passLines(status.lastPass, look),
    status.settingsProblem === undefined ? [] : settingsLines(status.settingsProblem, look),
    status.watchProblem === undefined ? [] : watchLines(status.watchProblem, look),
    status.circuits.filter(({ isOpen }) => isOpen).flatMap((circuit) => circuitLines(circuit, look, nowMs)),
    status.halted === undefined ? [] : haltedLines(status.halted, look, commandFor),
    status.refused === undefined ? [] : refusedLines(status.refused, look, commandFor),
    fightLines(status.fights, look, nowMs),
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

/** What the daemon said, word for word, its members in an order. */
export function formatDaemonStatusJson(wire: unknown): string {
  return formatJson(wire);
}

type Fact = readonly [label: string, text: string];

function factsOf(status: DaemonFace, nowMs: number): readonly Fact[] {
  const { leader, lastPass, lastGoodPassAtMs, nextPassAtMs, working } = status;
  const hidden = working.length - MOST_NAMES;
  const names = working.slice(0, MOST_NAMES).join(', ') + (hidden > 0 ? ` and ${hidden} more` : '');
  return [
    ['installation', status.installation],
    ['started', formatMoment(status.startedAtMs, nowMs)],
    ['leader', leader ?? 'nobody'],
    ['last pass', lastPass === undefined ? 'none yet' : passText(lastPass, nowMs)],
    ...(lastGoodPassAtMs === undefined || lastPass?.result === 'done'
      ? []
      : [['last good', formatMoment(lastGoodPassAtMs, nowMs)] as const]),
    ...(nextPassAtMs === undefined ? [] : [['next pass', formatMoment(nextPassAtMs, nowMs)] as const]),
    ['queue', `${status.queued} queued, ${working.length} at work${names === '' ? '' : `: ${names}`}`],
  ];
}

const because: Readonly<Record<Trigger, string>> = {
  request: 'somebody asked for it',
  edit: 'the specs changed',
  settings: 'the settings changed',
  approval: 'a plan was approved',
  retry: 'something was to be tried again',
  interval: 'it was time',
  start: 'the daemon started',
};

function passText({ startedAtMs, tookMs, result, trigger, revision }: PassSummary, nowMs: number): string {
  const at = revision === undefined ? '' : `, at ${shortRevision(revision)}`;
  const why = Object.hasOwn(because, trigger) ? because[trigger] : trigger;
  return `${result} ${formatMoment(startedAtMs, nowMs)}, took ${formatDuration(tookMs)}, because ${why}${at}`;
}

function passLines(pass: PassSummary | undefined, look: Look): readonly string[] {
  if (pass === undefined) return [];
  const { result, message = '', summary = {} } = pass;
  const said = message === '' ? [] : hang('  ', showMessage(message, look), look.width);
  const lines = [...(result === 'done' ? said : said.map(look.paint.red)), ...summaryLines(summary, '  ', look)];
  return lines.length === 0 ? [] : [look.paint.bold('Last pass'), ...lines];
}

function settingsLines(problem: string, look: Look): readonly string[] {
  const { red, bold } = look.paint;
  const headline = 'Settings: the file changed and is not used; the ones before are still in force.';
  return [
    ...wrapText(headline, look.width).map((line) => red(bold(line))),
    ...hang('  ', showMessage(problem, look), look.width),
  ];
}

function watchLines(problem: string, look: Look): readonly string[] {
  return [look.paint.yellow(look.paint.bold('Not watched')), ...hang('  ', showMessage(problem, look), look.width)];
}

const outOfReach: Readonly<Record<CircuitStatus['name'], string>> = {
  wap: 'WAP is out of reach',
  source: 'The specs are out of reach',
  state: 'The state store is out of reach',
};

function circuitLines(circuit: CircuitStatus, look: Look, nowMs: number): readonly string[] {
  const { name, failures, sinceMs, nextProbeAtMs, message = '' } = circuit;
  const facts = [
    ...(sinceMs === undefined ? [] : [`since ${formatMoment(sinceMs, nowMs)}`]),
    `${failures} ${failures === 1 ? 'failure' : 'failures'}`,
    ...(nextProbeAtMs === undefined ? [] : [`next try ${formatMoment(nextProbeAtMs, nowMs)}`]),
  ];
  const { red, bold } = look.paint;
  return [
    red(bold(Object.hasOwn(outOfReach, name) ? outOfReach[name] : showName(name, look))),
    ...hang('  ', facts.join(', '), look.width),
    ...(message === '' ? [] : hang('  ', showMessage(message, look), look.width)),
  ];
}

function refusedLines(refused: RefusedFace, look: Look, commandFor: CommandFor): readonly string[] {
  const advice = isApprovable(refused)
    ? [
        '  Read it with `vdc plan`. If you mean every line of it:',
        `    ${look.paint.bold(commandFor(refused.fingerprint))}`,
      ]
    : ['  No approval helps: what was observed cannot be trusted. Mend the cause.'];
  return [...refusedPlanLines(refused, look), ...advice];
}

function haltedLines(halt: Halt, look: Look, commandFor: CommandFor): readonly string[] {
  return [
    ...haltLines(halt, look),
    '  Report it with the bundle, or find out what led to it; then let it go on:',
    `    ${look.paint.bold(commandFor(showName(halt.id, look)))}`,
  ];
}

function roleStyle(role: DaemonStatus['role'], look: Look): Style {
  const { green, yellow, cyan } = look.paint;
  const styles = { leader: green, standby: cyan, starting: yellow, stopping: yellow } as const;
  return styles[role];
}
