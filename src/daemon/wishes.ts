import type { DesiredState } from '../model/desired-state.ts';
import type { VdcName } from '../model/virtual-data-center.ts';

/** What each spec asks for, as a text that is equal exactly when the wish is; where it stands is no part of it. */
export type Wishes = ReadonlyMap<VdcName, string>;

export function wishesOf({ vdcs }: DesiredState): Wishes {
  return new Map(vdcs.map((vdc) => [vdc.name, JSON.stringify({ ...vdc, place: undefined })]));
}

/** Whose wish is another one than before, or new, or gone. Nobody's when there was nothing before to compare with. */
export function editedSince(before: Wishes | undefined, now: Wishes): ReadonlySet<VdcName> {
  const edited = new Set<VdcName>();
  if (before === undefined) return edited;
  for (const [name, wish] of now) if (before.get(name) !== wish) edited.add(name);
  for (const name of before.keys()) if (!now.has(name)) edited.add(name);
  return edited;
}
