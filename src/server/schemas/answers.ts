const SENTENCES = {
  400: 'The request is not as it must be.',
  401: 'The token is missing or wrong.',
  403: 'Refused to a page from elsewhere.',
  404: 'There is no such thing.',
  413: 'The body is too large.',
  415: 'The body is no JSON.',
  500: 'A fault of the program; its log tells more.',
  503: 'Not now, or not by this daemon.',
} as const;

type Refusal = keyof typeof SENTENCES;

/** Every route may fail in these ways. */
const ALWAYS: readonly Refusal[] = [401, 403, 500, 503];

/** What a route may answer: `good`, and the refusals that are possible, each an `Error`. */
export function answers(good: Answers, refusals: readonly Refusal[] = []): Answers {
  const bad = Object.fromEntries([...ALWAYS, ...refusals].map((status) => [status, refusal(status)]));
  return { ...bad, ...good };
}

export type Answers = Readonly<Record<number, object>>;

function refusal(status: Refusal) {
  return answer(SENTENCES[status], { $ref: 'Error#' });
}

/** One answer and what it looks like. */
export function answer(description: string, schema: object, mediaType = 'application/json') {
  return { description, content: { [mediaType]: { schema } } };
}
