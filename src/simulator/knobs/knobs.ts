import { KNOBS, type Knob, type KnobName, type KnobSettings, type KnobValue } from './knob-table.ts';

export interface Knobs {
  get<N extends KnobName>(name: N): KnobValue<N>;
  set<N extends KnobName>(name: N, value: KnobValue<N>): void;
  /** Sets from text, as the command line and the control site have it; returns what is wrong with it, or null. */
  setText(name: string, text: string): string | null;
  /** What would be wrong with it, or null. */
  check(name: string, text: string): string | null;
  reset(): void;
  all(): Readonly<Record<KnobName, string | number>>;
}

export function createKnobs(initial: KnobSettings = {}): Knobs {
  const values = new Map<KnobName, string | number>();
  const reset = (): void => {
    for (const name of knobNames()) values.set(name, initial[name] ?? KNOBS[name].default);
  };
  reset();
  return {
    get: <N extends KnobName>(name: N) => values.get(name) as KnobValue<N>,
    set: (name, value) => void values.set(name, value as string | number),
    setText(name, text) {
      const parsed = parseKnob(name, text);
      if ('problem' in parsed) return parsed.problem;
      values.set(parsed.name, parsed.value);
      return null;
    },
    check(name, text) {
      const parsed = parseKnob(name, text);
      return 'problem' in parsed ? parsed.problem : null;
    },
    reset,
    all: () => Object.fromEntries(values) as Record<KnobName, string | number>,
  };
}

export type ParsedKnob = { readonly name: KnobName; readonly value: string | number } | { readonly problem: string };

export function parseKnob(name: string, text: string): ParsedKnob {
  if (!isKnobName(name)) return { problem: `There is no knob "${name}"; there are ${knobNames().join(', ')}` };
  const knob: Knob = KNOBS[name];
  if (knob.kind === 'choice') {
    if (knob.values.includes(text)) return { name, value: text };
    return { problem: `Knob ${name} is one of ${knob.values.join(', ')}, not "${text}"` };
  }
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= knob.min && value <= knob.max) return { name, value };
  return { problem: `Knob ${name} is a whole number from ${knob.min} to ${knob.max}, not "${text}"` };
}

export function knobNames(): readonly KnobName[] {
  return Object.keys(KNOBS) as KnobName[];
}

function isKnobName(name: string): name is KnobName {
  return Object.hasOwn(KNOBS, name);
}
