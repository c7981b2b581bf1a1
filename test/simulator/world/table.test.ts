import { array, assert, constantFrom, integer, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTable } from '../../../src/simulator/world/table.ts';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly group: string;
}

const makeTable = () =>
  createTable<Row, 'group'>({
    keyOf: ({ id }) => id,
    indexes: { group: ({ group }) => group },
    onChange: () => undefined,
  });

describe('a table', () => {
  it('finds keys and index values without regard to case', () => {
    const table = makeTable();
    table.put({ seq: 0, id: 'AbC', group: 'One' });
    expect(table.get('aBc')?.id).toBe('AbC');
    expect(table.where('group', 'ONE')).toHaveLength(1);
  });

  it('keeps the order of creation through every change, as a plain list would', () => {
    const step = record({
      id: constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      group: constantFrom('x', 'y'),
      what: integer({ min: 0, max: 3 }),
    });
    assert(
      property(array(step, { maxLength: 60 }), (steps) => {
        const table = makeTable();
        let model: Row[] = [];
        let seq = 0;
        for (const { id, group, what } of steps) {
          if (what === 0) {
            table.remove(id.toUpperCase());
            model = model.filter((row) => row.id !== id);
            continue;
          }
          const known = model.find((row) => row.id === id);
          const row = { id, group, seq: known?.seq ?? seq++ };
          table.put(row);
          model = known === undefined ? [...model, row] : model.map((each) => (each.id === id ? row : each));
        }
        expect(table.rows).toEqual(model);
        expect(table.size).toBe(model.length);
        for (const group of ['x', 'y'])
          expect(table.where('group', group)).toEqual(model.filter((row) => row.group === group));
      }),
    );
  });

  it('puts back what was removed where it stood', () => {
    assert(
      property(array(string(), { maxLength: 5 }), integer({ min: 0, max: 9 }), (_noise, at) => {
        const table = makeTable();
        for (let seq = 0; seq < 10; seq += 1) table.put({ seq, id: `r${seq}`, group: 'g' });
        const before = [...table.rows];
        const row = before[at];
        table.remove(`r${at}`);
        if (row !== undefined) table.put(row);
        expect(table.rows).toEqual(before);
        expect(table.where('group', 'g')).toEqual(before);
      }),
    );
  });
});
