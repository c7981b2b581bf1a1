import { badQuota } from './bad-quota.ts';
import { LIMIT_ELEMENTS, isLimit, parseLimit, type CloudLimits, type LimitElement } from './cloud-quota.ts';
import { locateLimits, type LocatedCloud, type LocatedElement, type LocatedLimit, type Span } from './locate-limits.ts';
import { createQuotaCache } from './quota-cache.ts';
import { readCloudQuota } from './read-cloud-quota.ts';
import { replaceNumber } from './replace-number.ts';

interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The same `Clouds` setting with other limits. Nothing but the numbers changes: quotes, line ends, comments, elements nobody
 * here knows stay as they are, to the byte, and equal limits give the very same text. A limit that is missing and not
 * unlimited is put in beside its neighbours.
 *
 * Throws WAP_BAD_QUOTA where it is not exactly one cloud whose limits are meant.
 */
export function writeCloudQuota(xml: string, limits: CloudLimits): string {
  const clouds = locateAgain(xml);
  const [cloud] = clouds;
  if (cloud === undefined || clouds.length > 1)
    throw badQuota(`it names ${clouds.length} clouds, where one is expected`);
  const written = applyEdits(xml, planEdits(xml, cloud, limits));
  assertWritten(written, limits);
  return written;
}

/** The text that was taken apart last: a thousand VDCs are cut from one template. */
let last: { readonly xml: string; readonly clouds: readonly LocatedCloud[] } | undefined;

function locateAgain(xml: string): readonly LocatedCloud[] {
  if (last?.xml !== xml) last = { xml, clouds: locateLimits(xml) };
  return last.clouds;
}

function planEdits(xml: string, cloud: LocatedCloud, limits: CloudLimits): readonly Edit[] {
  const wanted = LIMIT_ELEMENTS.map(([name, side, dimension]) => ({ name, value: limits[side][dimension] }));
  for (const { name, value } of wanted) if (!isLimit(value)) throw badQuota(`${value} cannot be written as ${name}`);
  if (cloud.quota === null) return planNewQuota(xml, cloud.element, wanted);
  const edits: Edit[] = [];
  const missing: Wanted[] = [];
  for (const { name, value } of wanted) {
    const limit = cloud.limits.find((candidate) => candidate.name === name);
    if (limit === undefined) missing.push({ name, value });
    else if (parseLimit(limit.text) !== value) edits.push(planChange(xml, limit, value));
  }
  return [...edits, ...planInsertions(xml, cloud.quota, cloud.limits, missing)];
}

interface Wanted {
  readonly name: LimitElement;
  readonly value: number | null;
}

function planChange(xml: string, { content, span, rawName }: LocatedLimit, value: number | null): Edit {
  if (content !== null) return { span: content, text: replaceNumber(xml.slice(content.start, content.end), value) };
  return { span, text: filled(xml, span, rawName, String(value)) };
}

/** An element that closes itself, opened up to hold `content`; its attributes stay. */
function filled(xml: string, { start, end }: Span, rawName: string, content: string): string {
  return `${xml.slice(start, end).replace(/\s*\/>$/, '>')}${content}</${rawName}>`;
}

function planInsertions(
  xml: string,
  quota: LocatedElement,
  present: readonly LocatedLimit[],
  missing: readonly Wanted[],
): readonly Edit[] {
  const prefix = quota.rawName.slice(0, quota.rawName.indexOf(':') + 1);
  const due = missing.filter(({ value }) => value !== null);
  const { content } = quota;
  if (content === null) {
    const inner = due.map((limit) => elementText(prefix, limit)).join('');
    return inner === '' ? [] : [{ span: quota.span, text: filled(xml, quota.span, quota.rawName, inner) }];
  }
  return due.map((limit) => {
    const text = elementText(prefix, limit);
    const before = present.findLast((candidate) => orderOf(candidate.name) < orderOf(limit.name));
    if (before !== undefined) {
      return { span: emptyAt(before.span.end), text: blanksBefore(xml, before.span.start, content.start) + text };
    }
    const [after] = present;
    if (after === undefined) return { span: emptyAt(content.end), text };
    return { span: emptyAt(after.span.start), text: text + blanksBefore(xml, after.span.start, content.start) };
  });
}

/** The blanks in front of a neighbour, so that what is put in stands on a line of its own where its neighbour does. */
function blanksBefore(xml: string, index: number, from: number): string {
  return /\s*$/.exec(xml.slice(from, index))?.[0] ?? '';
}

/** The wrapper is never left out: without it SPF does not find the limits (wire: vm-clouds 2.1). */
function planNewQuota(xml: string, cloud: LocatedElement, wanted: readonly Wanted[]): readonly Edit[] {
  if (wanted.every(({ value }) => value === null)) return [];
  const prefix = cloud.rawName.slice(0, cloud.rawName.indexOf(':') + 1);
  const inner = wanted.map((limit) => elementText(prefix, limit)).join('');
  const quota = `<${prefix}Quota>${inner}</${prefix}Quota>`;
  if (cloud.content === null) return [{ span: cloud.span, text: filled(xml, cloud.span, cloud.rawName, quota) }];
  return [{ span: emptyAt(cloud.content.end), text: quota }];
}

function elementText(prefix: string, { name, value }: Wanted): string {
  return `<${prefix}${name}>${value ?? ''}</${prefix}${name}>`;
}

function orderOf(name: LimitElement): number {
  return LIMIT_ELEMENTS.findIndex(([candidate]) => candidate === name);
}

function emptyAt(index: number): Span {
  return { start: index, end: index };
}

/** Edits never overlap; those at one place keep their order. */
function applyEdits(xml: string, edits: readonly Edit[]): string {
  let text = '';
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    text += xml.slice(from, edit.span.start) + edit.text;
    from = edit.span.end;
  }
  return text + xml.slice(from);
}

/** Remembers hardly any text, but where the numbers of such texts stand: all but the first of a thousand are read by that. */
const secondLook = createQuotaCache(1);

/** A customer's limits are worth a second look before they leave the house. */
function assertWritten(xml: string, limits: CloudLimits): void {
  const [cloud] = readCloudQuota(xml, secondLook).clouds;
  const isRight =
    cloud !== undefined &&
    LIMIT_ELEMENTS.every(([, side, dimension]) => cloud[side][dimension] === limits[side][dimension]);
  if (!isRight) throw badQuota('the changed text does not read as the limits that were written');
}
