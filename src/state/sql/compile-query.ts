import type { Compilable } from 'kysely';
import type { Query } from './statement.ts';

/** Stands in a query where a value comes in when it is run. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Compiles a query once, with a name at each place where a value comes in: `compileQuery<{ name: string }>()((slot) =>
 * db.selectFrom('inventory').selectAll().where('name', '=', slot('name')))`.
 */
export function compileQuery<Slots>() {
  // Kysely takes any value for a parameter and hands it back where it belongs, so a slot may pass for what it stands for.
  const slot = <Name extends keyof Slots & string>(name: Name): Slots[Name] => new Slot(name) as Slots[Name];
  return <Row>(
    build: (slot: <Name extends keyof Slots & string>(name: Name) => Slots[Name]) => Compilable<Row>,
  ): Query<Slots, Row> => {
    const { sql, parameters } = build(slot).compile();
    return { sql, slots: parameters.map((parameter) => nameOf(parameter, sql)) };
  };
}

function nameOf(parameter: unknown, sql: string): string {
  if (parameter instanceof Slot) return parameter.name;
  throw new TypeError(`A value was compiled into a query: write it with sql.lit, or as a slot. ${sql}`);
}
