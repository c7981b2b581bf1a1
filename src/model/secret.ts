/**
 * A value that nobody may see by accident: it shows itself as `[secret]` in text, JSON and an inspector, and is read only by
 * who asks for it.
 */
export interface Secret {
  reveal(): string;
}

export function secret(value: string): Secret {
  const shown = (): string => '[secret]';
  return Object.freeze({
    reveal: () => value,
    toString: shown,
    toJSON: shown,
    [Symbol.for('nodejs.util.inspect.custom')]: shown,
  });
}
