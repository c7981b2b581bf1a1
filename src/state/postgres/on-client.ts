import type { Pool } from 'pg';
import { isConnectionLost } from './postgres-error.ts';
import type { OnClient } from './postgres-lease.ts';

/**
 * Runs something on a connection of the pool. After a failure the connection is thrown away with whatever was left open on
 * it. `attempts` is 2 where all may be done again after the connection broke: the pool only learns of a restart of the
 * server by the failure of a connection that it had kept.
 */
export function onClientOf(pool: Pool, attempts: 1 | 2): OnClient {
  return async (run) => {
    for (let attempt = 1; ; attempt += 1) {
      const client = await pool.connect();
      try {
        const result = await run(client);
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        if (attempt === attempts || !isConnectionLost(error)) throw error;
      }
    }
  };
}
