import type { FieldChange, PlannedVdc } from '../../model/plan.ts';
import { formatValue, listSteps } from './change-text.ts';
import { escapeHtml } from './escape-html.ts';
import { plainLook } from './look.ts';
import type { PlanGroup } from './plan-groups.ts';
import { headWord, wayOutSentence } from './plan-text-vdc.ts';
import { countVdcs } from './plan-totals.ts';
import { actionPhrase, vdcPhrase } from './reasons.ts';
import { neutraliseMessage } from './safe-text.ts';
import { formatIsoTime } from './time.ts';
import { symbolOf, VERBS } from './verbs.ts';

const MOST_MEMBERS = 5000;

/** One VDC, or many of one kind, of the plan page. */
export function groupHtml(group: PlanGroup): string {
  if (group.kind === 'single') {
    const { vdc } = group;
    return sectionHtml(vdc, vdc.name, `${changesHtml(vdc.changes)}${actionsHtml(vdc, 'resource')}${blocksHtml(vdc)}`);
  }
  const { first, vdcs } = group;
  return sectionHtml(first, countVdcs(vdcs.length), `${actionsHtml(first, 'kind')}${membersHtml(vdcs)}`, 'many');
}

function sectionHtml(vdc: PlannedVdc, title: string, body: string, extraClass = ''): string {
  const { colour } = VERBS[vdc.verb];
  const place =
    vdc.place === undefined || title !== vdc.name
      ? ''
      : `<code class="place">${escapeHtml(`${vdc.place.file}:${vdc.place.line}`)}</code>`;
  const wayOut = wayOutSentence(vdc);
  const wayOutHtml = wayOut === undefined ? '' : `<p class="soft">${escapeHtml(wayOut)}</p>`;
  return `<section class="vdc c-${colour} ${extraClass}">
<h3><span class="symbol c-${colour}">${escapeHtml(symbolOf(vdc.verb, plainLook))}</span><span>${escapeHtml(title)}</span><span class="c-${colour}">${headWord(vdc)}</span><span class="reason soft">${escapeHtml(vdcPhrase(vdc.reason))}</span>${place}</h3>
${pausedHtml(vdc.paused)}${body}${wayOutHtml}</section>
`;
}

function pausedHtml(paused: PlannedVdc['paused']): string {
  if (paused === undefined) return '';
  const until = paused.until === undefined ? '' : ` until ${escapeHtml(formatIsoTime(paused.until))}`;
  const who = messageHtml(paused.by);
  return `<p class="c-yellow">Paused by ${who}${until}: ${messageHtml(paused.reason)}. Shown, not applied.</p>\n`;
}

function changesHtml(changes: readonly FieldChange[]): string {
  if (changes.length === 0) return '';
  const rows = changes.map((change) => `<tr><th>${escapeHtml(change.field)}</th><td>${changeHtml(change)}</td></tr>`);
  return `<table>${rows.join('')}</table>\n`;
}

function changeHtml({ before, after }: FieldChange): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    return listSteps(before, after)
      .map(({ sign, item }) => {
        const tag = sign === '+' ? 'ins' : 'del';
        return `<${tag}>${sign} ${escapeHtml(item)}</${tag}>`;
      })
      .join('<br>');
  }
  const then = `<ins>${escapeHtml(formatValue(after))}</ins>`;
  return before === null ? then : `<del>${escapeHtml(formatValue(before))}</del> → ${then}`;
}

function actionsHtml(vdc: PlannedVdc, naming: 'resource' | 'kind'): string {
  if (vdc.actions.length === 0) return '';
  const rows = vdc.actions.map((action) => {
    const symbol = `<span class="c-${VERBS[action.verb].colour}">${escapeHtml(symbolOf(action.verb, plainLook))}</span>`;
    const reason = `<td class="soft">${escapeHtml(actionPhrase(action.reason))}</td>`;
    return `<tr><td>${symbol} ${escapeHtml(action[naming])}</td>${reason}</tr>`;
  });
  return `<table>${rows.join('')}</table>\n`;
}

function blocksHtml(vdc: PlannedVdc): string {
  return vdc.blocks
    .map(
      ({ code, message, wayOut }) =>
        `<p><span class="blocked">Blocked:</span> ${messageHtml(message)} <code class="soft">${escapeHtml(code)}</code><br>Way out: ${messageHtml(wayOut)}</p>\n`,
    )
    .join('');
}

/** Each with its own figures, in a column a field. */
function membersHtml(all: readonly PlannedVdc[]): string {
  const vdcs = all.slice(0, MOST_MEMBERS);
  const hidden = all.length - vdcs.length;
  const more = hidden === 0 ? '' : `<p class="soft">and ${countVdcs(hidden)} more of this kind</p>\n`;
  return memberRows(vdcs) + more;
}

function memberRows(vdcs: readonly PlannedVdc[]): string {
  if (vdcs.every((vdc) => vdc.changes.length === 0 && vdc.blocks.length === 0)) {
    return `<ul class="names mono">${vdcs.map((vdc) => `<li>${escapeHtml(vdc.name)}</li>`).join('')}</ul>\n`;
  }
  const fields = [...new Set(vdcs.flatMap((vdc) => vdc.changes.map((change) => change.field)))];
  const head = fields.map((field) => `<th class="number">${escapeHtml(field)}</th>`).join('');
  const rows = vdcs.map((vdc) => {
    const changes = new Map(vdc.changes.map((change) => [change.field, change]));
    const cells = fields.map((field) => {
      const change = changes.get(field);
      return `<td class="number">${change === undefined ? '' : changeHtml(change)}</td>`;
    });
    const place = vdc.place === undefined ? '' : escapeHtml(`${vdc.place.file}:${vdc.place.line}`);
    const blocks = vdc.blocks.length === 0 ? '' : `<td>${blocksHtml(vdc)}</td>`;
    return `<tr><td>${escapeHtml(vdc.name)}</td>${cells.join('')}${blocks}<td class="soft">${place}</td></tr>\n`;
  });
  return `<table><thead><tr><th>name</th>${head}</tr></thead><tbody>\n${rows.join('')}</tbody></table>\n`;
}

function messageHtml(raw: string): string {
  return escapeHtml(neutraliseMessage(raw));
}
