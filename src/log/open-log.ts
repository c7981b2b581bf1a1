import type { Redactor } from './redactor.ts';

/** A line is a constant text; what varies stands in keys. */
export interface Log {
  readonly debug: (keys: Readonly<Record<string, unknown>>, text: string) => void;
  readonly info: (keys: Readonly<Record<string, unknown>>, text: string) => void;
  readonly warn: (keys: Readonly<Record<string, unknown>>, text: string) => void;
  readonly error: (keys: Readonly<Record<string, unknown>>, text: string) => void;
}

export interface LogTarget {
  readonly format: 'json' | 'text';
  readonly level: string;
  readonly write: (line: string) => void;
  readonly redactor: Redactor;
}

/** Everything passes the redactor as a finished line, so that nothing slips through a key nobody thought of. */
export async function openLog({ format, level, write, redactor }: LogTarget): Promise<Log> {
  const { pino, stdTimeFunctions } = await import('pino');
  const destination = {
    write: (line: string) => write(redactor.redact(format === 'json' ? line : asText(line))),
  };
  const logger = pino(
    {
      level,
      // Process id and host name stand in the journal already; null leaves them out.
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    debug: (keys, text) => logger.debug(keys, text),
    info: (keys, text) => logger.info(keys, text),
    warn: (keys, text) => logger.warn(keys, text),
    error: (keys, text) => logger.error(keys, text),
  };
}

/** `12:00:01 warn  text key=value …`: for people at a terminal. */
function asText(line: string): string {
  const { time, level, msg, ...keys } = JSON.parse(line) as Record<string, unknown>;
  const pairs = Object.entries(keys).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${String(msg)}${pairs.length > 0 ? ` ${pairs.join(' ')}` : ''}\n`;
}
