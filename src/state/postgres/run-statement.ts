import type { ClientBase, QueryResult } from 'pg';
import type { Query, Statement } from '../sql/statement.ts';

const names = new WeakMap<Query, string>();
let named = 0;

/** Sends a statement, parsed by the server only the first time on each connection. Does not wait for those sent before. */
export function runStatement(client: ClientBase, { query, values }: Statement): Promise<QueryResult> {
  return client.query({ name: nameOf(query), text: query.sql, values: [...values] });
}

function nameOf(query: Query): string {
  const known = names.get(query);
  if (known !== undefined) return known;
  named += 1;
  const name = `vdc_${named}`;
  names.set(query, name);
  return name;
}
