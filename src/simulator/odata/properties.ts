import type { Entity, Property } from './entity.ts';

export const guid = (name: string, value: string | null): Property => ({ name, type: 'Edm.Guid', value });
export const string = (name: string, value: string | null): Property => ({ name, type: 'Edm.String', value });
export const int32 = (name: string, value: number | null): Property => ({ name, type: 'Edm.Int32', value });
export const int64 = (name: string, value: number | null): Property => ({ name, type: 'Edm.Int64', value });
export const flag = (name: string, value: boolean | null): Property => ({ name, type: 'Edm.Boolean', value });
export const time = (name: string, at: number | null): Property => ({
  name,
  type: 'Edm.DateTime',
  value: at === null ? null : wireTime(at),
});

const OFFSET_MS = 3_600_000;

let lastTime = { at: NaN, text: '' };

/** With an offset and seven digits of a second, as VMM writes them (wire: vm-clouds 3). */
export function wireTime(at: number): string {
  // The times of one machine are mostly one.
  if (lastTime.at !== at) lastTime = { at, text: new Date(at + OFFSET_MS).toISOString().replace('Z', '0000+01:00') };
  return lastTime.text;
}

/** An entity that is made when somebody looks at it: of a long list only a page may be wanted. */
export function lazyEntity(build: () => readonly Property[]): Entity {
  let built: readonly Property[] | undefined;
  return {
    get properties() {
      built ??= build();
      return built;
    },
  };
}
