import { closestWord } from '../yaml/closest-word.ts';
import { showText } from '../yaml/show-value.ts';
import type { Complaint } from '../yaml/text-problem.ts';
import type { ParsedDocument, PlacedText } from './parsed-spec.ts';

export interface FiledDocument {
  readonly file: string;
  readonly document: ParsedDocument;
}

/** A complaint about one document that only its neighbours or the settings reveal. */
export interface NeighbourFinding {
  readonly filed: FiledDocument;
  readonly place: PlacedText;
  readonly complaint: Complaint;
}

/** Documents that claim the same name or subscription, invalid ones too: which of them is meant is not ours to guess. */
export function checkNeighbours(filed: readonly FiledDocument[]): readonly NeighbourFinding[] {
  return [
    ...findDoubled(filed, 'name', (name, others) => ({
      code: 'DUPLICATE_NAME',
      message: `The VDC ${name} is also described in ${others}; a name is an identity, so neither counts.`,
      suggestion: 'Rename or remove one of them.',
    })),
    ...findDoubled(filed, 'subscriptionId', (id, others) => ({
      code: 'DUPLICATE_SUBSCRIPTION_ID',
      message: `The subscription ${id} is also claimed in ${others}; one subscription can be only one VDC.`,
      suggestion: 'Remove subscriptionId from the document that does not own it.',
    })),
  ];
}

function findDoubled(
  filed: readonly FiledDocument[],
  key: 'name' | 'subscriptionId',
  complain: (text: string, others: string) => Complaint,
): readonly NeighbourFinding[] {
  const first = new Map<string, FiledDocument>();
  const second = new Map<string, { other: FiledDocument; count: number }>();
  for (const one of filed) {
    const text = one.document[key]?.[0];
    if (text === undefined) continue;
    const doubled = second.get(text);
    if (doubled) doubled.count += 1;
    else if (first.has(text)) second.set(text, { other: one, count: 2 });
    else first.set(text, one);
  }
  if (second.size === 0) return [];
  return filed.flatMap((one) => {
    const place = one.document[key];
    const doubled = place && second.get(place[0]);
    const other = doubled && (first.get(place[0]) === one ? doubled.other : first.get(place[0]));
    const at = other?.document[key];
    if (place === undefined || doubled === undefined || other === undefined || at === undefined) return [];
    const rest = doubled.count > 2 ? ` and ${doubled.count - 2} more` : '';
    return [{ filed: one, place, complaint: complain(showText(place[0]), `${other.file}:${at[1]}${rest}`) }];
  });
}

/** Whether the settings know what each VDC is cut from. */
export function checkHostingPlans(
  filed: readonly FiledDocument[],
  hostingPlanNames: readonly string[],
  defaultPlan: string | undefined,
): readonly NeighbourFinding[] {
  const known = new Set(hostingPlanNames);
  return filed.flatMap((one) => {
    const { hostingPlan, name, spec } = one.document;
    if (hostingPlan) {
      if (known.has(hostingPlan[0])) return [];
      return [{ filed: one, place: hostingPlan, complaint: unknownPlan(hostingPlan[0], hostingPlanNames) }];
    }
    if (defaultPlan !== undefined || spec === undefined || name === undefined) return [];
    return [{ filed: one, place: name, complaint: noPlan(hostingPlanNames) }];
  });
}

function unknownPlan(name: string, known: readonly string[]): Complaint {
  const meant = closestWord(name, known);
  return {
    code: 'UNKNOWN_HOSTING_PLAN',
    message: `The settings have no hosting plan ${showText(name)}, so the VDC has nothing to be cut from.`,
    suggestion: meant === undefined ? choices(known) : `Did you mean "${meant}"?`,
  };
}

function noPlan(known: readonly string[]): Complaint {
  return {
    code: 'HOSTING_PLAN_MISSING',
    message: 'The spec names no hostingPlan and the settings have no default, so the VDC has nothing to be cut from.',
    suggestion: `Write \`hostingPlan: ${known[0] ?? 'standard'}\`, or set defaults.hostingPlan in the settings.`,
  };
}

function choices(known: readonly string[]): string {
  if (known.length === 0) return 'Add it to hostingPlans in the settings.';
  return `Known are: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`;
}
