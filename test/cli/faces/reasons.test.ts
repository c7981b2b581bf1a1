import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTION_REASONS, actionPhrase, VDC_REASONS, vdcPhrase } from '../../../src/cli/faces/reasons.ts';
import { VERB_ORDER, VERBS } from '../../../src/cli/faces/verbs.ts';

const page = readFileSync(new URL('../../../docs/plan.md', import.meta.url), 'utf8');

/** The rows of the table below a heading, by what stands in the first column that holds code. */
function rowsBelow(heading: string): ReadonlyMap<string, readonly string[]> {
  const section = page.split(/^## /mu).find((text) => text.startsWith(heading)) ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return new Map(rows.map((cells) => [cells[0] ?? '', cells.slice(1)]));
}

describe('docs/plan.md', () => {
  it('explains exactly the reasons for which a VDC can be in a plan, in the words of the program', () => {
    const expected = Object.entries(VDC_REASONS).map(([reason, face]) => [
      `\`${reason}\``,
      [face.phrase, face.sentence],
    ]);
    expect([...rowsBelow('Why a VDC is in the plan')]).toEqual(expected);
  });

  it('explains exactly the reasons for which an action can be needed, in the words of the program', () => {
    const expected = Object.entries(ACTION_REASONS).map(([reason, face]) => [
      `\`${reason}\``,
      [face.phrase, face.sentence],
    ]);
    expect([...rowsBelow('Why an action is needed')]).toEqual(expected);
  });

  it('explains every verb with its sign, in the order of the summary', () => {
    const expected = VERB_ORDER.map((verb) => [`\`${VERBS[verb].symbol}\``, [`\`${verb}\``, VERBS[verb].sentence]]);
    expect([...rowsBelow('Verbs')]).toEqual(expected);
  });

  it('tells the signs of a terminal without UTF-8', () => {
    const others = VERB_ORDER.filter((verb) => VERBS[verb].symbol !== VERBS[verb].asciiSymbol);
    const text = page.replaceAll(/\s+/gu, ' ');
    for (const verb of others) expect(text).toContain(`\`${VERBS[verb].asciiSymbol}\` for ${verb}`);
  });
});

describe('reasons', () => {
  it('are shown as they are written when another version of the program wrote them', () => {
    expect(vdcPhrase('full-moon')).toBe('full-moon');
    expect(actionPhrase('constructor')).toBe('constructor');
  });

  it('speak in letters that every terminal has', () => {
    const phrases = [...Object.values(VDC_REASONS), ...Object.values(ACTION_REASONS)].map((face) => face.phrase);
    expect(phrases.filter((phrase) => /[^ -~]/u.test(phrase))).toEqual([]);
  });

  it('each have a sign of their own', () => {
    expect(new Set(VERB_ORDER.map((verb) => VERBS[verb].symbol)).size).toBe(VERB_ORDER.length);
    expect(new Set(VERB_ORDER.map((verb) => VERBS[verb].asciiSymbol)).size).toBe(VERB_ORDER.length);
  });
});
