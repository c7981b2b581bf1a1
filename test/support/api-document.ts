import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

/** What is wrong with an answer by the document's own schemas; nothing when it is as described. */
export type CheckAnswer = (path: string, method: string, answer: Answer) => readonly string[];

export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: unknown;
}

/** A client that knows nothing but the document. */
export function readApiDocument(document: ApiDocument): {
  readonly checkAnswer: CheckAnswer;
  readonly schema: (name: string) => ValidateFunction;
} {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/ },
  });
  ajv.addSchema({ $id: 'api', ...document });
  const compile = (...path: readonly string[]): ValidateFunction =>
    ajv.compile({
      $ref: `api#/${path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`,
    });
  return {
    schema: (name) => compile('components', 'schemas', name),
    checkAnswer(path, method, { status, mediaType, body }) {
      const described = document.paths[path]?.[method]?.responses[status];
      if (described === undefined) return [`${method} ${path} answers ${status}, which is not described`];
      if (described.content === undefined) return body === '' ? [] : [`${method} ${path} ${status} has a body`];
      if (!Object.hasOwn(described.content, mediaType)) return [`${method} ${path} ${status} is ${mediaType}`];
      const validate = compile('paths', path, method, 'responses', String(status), 'content', mediaType, 'schema');
      return validate(body)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
  };
}
