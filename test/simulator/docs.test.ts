import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultNames } from '../../src/simulator/faults/fault-rule.ts';
import { FAULTS } from '../../src/simulator/faults/fault-table.ts';
import { KNOBS, type Knob } from '../../src/simulator/knobs/knob-table.ts';
import { knobNames } from '../../src/simulator/knobs/knobs.ts';
import { controlRoutes } from '../../src/simulator/control/control-routes.ts';
import { DEFAULT_PORTS, SITES } from '../../src/simulator/simulator-options.ts';
import { defaultAccounts } from '../../src/simulator/default-accounts.ts';

const page = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, as cells. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const chapter = page.split(/^##+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = chapter.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const quoted = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(' ');

describe('docs/simulator.md', () => {
  it('has every fault with its parameters, and no other', () => {
    const rows = tableUnder('Faults').map(([name, , params, about]) => [name, params, about]);
    expect(rows).toEqual(
      faultNames().map((name) => {
        const params = Object.entries(FAULTS[name].params).map(([key, value]) => `${key}=${String(value)}`);
        return [`\`${name}\``, params.length === 0 ? '–' : quoted(params), FAULTS[name].about];
      }),
    );
  });

  it('has every knob with its default and the other values, and no other', () => {
    expect(tableUnder('Knobs')).toEqual(
      knobNames().map((name) => {
        const knob: Knob = KNOBS[name];
        const others = knob.kind === 'number' ? `${knob.min} to ${knob.max}` : quoted(knob.values.slice(1));
        return [`\`${name}\``, `\`${knob.default}\``, others, knob.about];
      }),
    );
  });

  it('has every control endpoint', () => {
    const chapter = page.slice(page.indexOf('## The control site'));
    const missing = controlRoutes.filter(({ pattern }) => {
      const last = pattern.slice(pattern.lastIndexOf('/'));
      return !chapter.includes(pattern) && !chapter.includes(`\`…${last}\``);
    });
    expect(missing.map(({ pattern }) => pattern)).toEqual([]);
  });

  it('has the sites in the order of a port list, their ports, and the accounts', () => {
    const start = page.split('## Starting it')[1] ?? '';
    const places = SITES.map((site) => start.indexOf(`| \`${site}\``));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const flat = page.replace(/ +/g, ' ');
    for (const site of SITES) expect(flat).toContain(`| \`${site}\` | ${DEFAULT_PORTS[site]} |`);
    for (const { username, password } of defaultAccounts()) {
      expect(page).toContain(username);
      expect(page).toContain(password);
    }
  });
});
