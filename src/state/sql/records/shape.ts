/** Says what is wrong with a value, beginning with its path (`.lastSpec.limits: not an object`), or nothing. */
export type Shape = (value: unknown) => string | undefined;

/** A shape that lets through only what is a `T`. Nothing ever has the member; it carries the type. */
export type ShapeOf<T> = Shape & { readonly describes?: T };

export const string: Shape = (value) => (typeof value === 'string' ? undefined : ': not a text');

export const boolean: Shape = (value) => (typeof value === 'boolean' ? undefined : ': not true or false');

export const wholeNumber: Shape = (value) => (Number.isSafeInteger(value) ? undefined : ': not a whole number');

export const number: Shape = (value) => (typeof value === 'number' ? undefined : ': not a number');

/** One of a closed list of words. The list is an object so that the compiler notices a word that was forgotten. */
export function word<Word extends string>(words: Readonly<Record<Word, true>>): Shape {
  return (value) => (typeof value === 'string' && Object.hasOwn(words, value) ? undefined : ': not a known word');
}

export function optional(shape: Shape): Shape {
  return (value) => (value === undefined ? undefined : shape(value));
}

export function either(...shapes: readonly Shape[]): Shape {
  return (value) => {
    let problem: string | undefined;
    for (const shape of shapes) {
      problem = shape(value);
      if (problem === undefined) return undefined;
    }
    return problem;
  };
}

export const nothing: Shape = (value) => (value === null ? undefined : ': not null');

export function list(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return ': not a list';
    for (const [index, item] of value.entries()) {
      const problem = shape(item);
      if (problem !== undefined) return `[${index}]${problem}`;
    }
    return undefined;
  };
}

/** All members have the same shape, whatever their names. */
export function dictionary(shape: Shape): Shape {
  return (value) => {
    if (!isObject(value)) return ': not an object';
    for (const [key, member] of Object.entries(value)) {
      const problem = shape(member);
      if (problem !== undefined) return `.${key}${problem}`;
    }
    return undefined;
  };
}

/** An object of the model: every member of `T` must be named here. Members that are not named are let through. */
export function object<T>(members: { readonly [Key in keyof Required<T>]: Shape }): ShapeOf<T> {
  const pairs = Object.entries<Shape>(members);
  return (value) => {
    if (!isObject(value)) return ': not an object';
    for (const [key, shape] of pairs) {
      const problem = shape(value[key]);
      if (problem !== undefined) return `.${key}${problem}`;
    }
    return undefined;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
