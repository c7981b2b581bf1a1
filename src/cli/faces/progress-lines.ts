import { countEnded, rateOf, remainingMs } from './apply-progress.ts';
import type { AtWork, Progress, ProgressEvent } from './apply-progress.ts';
import { codedLines } from './coded-lines.ts';
import type { Look } from './look.ts';
import { showMessage, showName } from './safe-text.ts';
import { clip, padEnd, padStart, textWidth } from './text-width.ts';
import { formatDuration } from './time.ts';
import { paintSymbol, VERBS } from './verbs.ts';

const MOST_SHOWN = 8;
const WIDEST_NAME = 28;

/** The live part of a terminal: how far the apply is, and what it is at. None is wider than the terminal. */
export function progressLines(progress: Progress, look: Look, nowMs: number): readonly string[] {
  const all = [...progress.atWork];
  const working = all.filter(([, vdc]) => vdc.waiting === undefined);
  const waiting = all.filter(([, vdc]) => vdc.waiting !== undefined);
  const shown = [...working, ...waiting].slice(0, MOST_SHOWN);
  const nameWidth = Math.min(WIDEST_NAME, Math.max(0, ...shown.map(([name]) => textWidth(showName(name, look)))));
  const lines = [
    headLine(progress, look, nowMs),
    ...shown.map(([name, vdc]) => workLine(padEnd(clipName(name, look), nameWidth), vdc, look, nowMs)),
  ];
  const hiddenWorking = Math.max(0, working.length - MOST_SHOWN);
  const hiddenWaiting = all.length - shown.length - hiddenWorking;
  const hidden = [
    ...(hiddenWorking === 0 ? [] : [`${hiddenWorking} more at work`]),
    ...(hiddenWaiting === 0 ? [] : [`${hiddenWaiting} more waiting`]),
  ];
  return hidden.length === 0 ? lines : [...lines, look.paint.dim(clipTo(`  and ${hidden.join(', ')}`, look))];
}

/** Said at once and for good when an action failed; nothing for any other event. */
export function failureLines(event: ProgressEvent, look: Look): readonly string[] {
  if (event.kind !== 'action-ended' || event.outcome.kind !== 'failed') return [];
  const { red, bold } = look.paint;
  const name = showName(event.vdc, look);
  const sign = look.glyphs.failed;
  const plain = `${sign} ${name}  `;
  const what = `${event.action.verb} ${event.action.resource}: ${event.outcome.message}`;
  const [first = '', ...rest] = codedLines(plain, '  ', { message: what, code: event.outcome.code }, look);
  return [`${red(sign)} ${bold(name)}  ${first.slice(plain.length)}`, ...rest];
}

function headLine(progress: Progress, look: Look, nowMs: number): string {
  const { bold, green, red, yellow, dim } = look.paint;
  const count = countEnded(progress);
  const facts = [`${count}/${progress.total}`, ...paceOf(progress, nowMs)];
  const marks = [
    ...(progress.ended.failed === 0 ? [] : [{ text: `${progress.ended.failed} failed`, style: red }]),
    ...(progress.ended.waiting === 0 ? [] : [{ text: `${progress.ended.waiting} waiting`, style: yellow }]),
    ...(progress.ended.skipped === 0 ? [] : [{ text: `${progress.ended.skipped} skipped`, style: yellow }]),
  ];
  const lead = count === progress.total ? 'Applied ' : 'Applying';
  const said = ['', ...facts, ...marks.map((mark) => mark.text)].join('  ');
  const barWidth = Math.min(30, look.width - textWidth(lead) - 1 - textWidth(said));
  if (barWidth < 6) return clipTo(`${lead.trim()}${said}`, look);
  const filled = progress.total === 0 ? barWidth : Math.floor((barWidth * count) / progress.total);
  const bar = green(look.glyphs.barDone.repeat(filled)) + dim(look.glyphs.barLeft.repeat(barWidth - filled));
  return [`${bold(lead)} ${bar}`, ...facts, ...marks.map((mark) => mark.style(mark.text))].join('  ');
}

/** What can be said of speed: nothing before some have ended, nor when none are left. */
export function paceOf(progress: Progress, nowMs: number): readonly string[] {
  const rate = rateOf(progress, nowMs);
  const left = remainingMs(progress, nowMs);
  if (rate === undefined || left === undefined || left === 0) return [];
  const pace = rate >= 1 ? `${rate.toFixed(1)}/s` : `${(rate * 60).toFixed(1)}/min`;
  return [pace, `${formatDuration(Math.ceil(left / 1000) * 1000)} left`.replace('.0s', 's')];
}

function workLine(name: string, vdc: AtWork, look: Look, nowMs: number): string {
  const { yellow, dim, bold } = look.paint;
  const age = formatDuration(nowMs - vdc.actionSinceMs);
  const sign = vdc.waiting !== undefined ? yellow(look.glyphs.waiting) : signOf(vdc, look);
  const room = look.width - textWidth(sign) - textWidth(name) - 2 - 1 - 2 - 2 - Math.max(6, age.length);
  const doing = padEnd(clip(doingText(vdc, look), Math.max(0, room), look.glyphs.ellipsis), Math.min(room, 60));
  if (room < 12) return clipTo(`  ${showName(name, look)}  ${age}`, look);
  return `  ${sign} ${bold(name)}  ${doing}  ${dim(padStart(age, 6))}`;
}

function signOf(vdc: AtWork, look: Look): string {
  return vdc.action === undefined ? ' ' : paintSymbol(vdc.action.verb, look);
}

function doingText(vdc: AtWork, look: Look): string {
  if (vdc.waiting !== undefined) {
    return vdc.waiting === '' ? 'waiting for WAP' : `waiting: ${showMessage(vdc.waiting, look)}`;
  }
  if (vdc.action === undefined) return 'starting';
  return `${VERBS[vdc.action.verb].doing} ${showName(vdc.action.resource, look)}`;
}

function clipName(name: string, look: Look): string {
  return clip(showName(name, look), WIDEST_NAME, look.glyphs.ellipsis);
}

function clipTo(text: string, look: Look): string {
  return clip(text, look.width, look.glyphs.ellipsis);
}
