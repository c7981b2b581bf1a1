import type { AdminCall } from '../admin-api/admin-call.ts';
import { mintGuid } from '../clock/seeded-random.ts';
import { emptyAnswer, type Answer } from '../http/answer.ts';
import { badRequest, notFound, notSimulated, Refusal } from '../http/refusal.ts';
import type { JobRecord } from '../world/job-record.ts';
import { documentAnswer } from './answer-odata.ts';
import type { EntitySet, EntityWrites, ODataScope, WriteOutcome } from './entity.ts';
import { formatODataError } from './format-odata-error.ts';
import { parseResourceSegment } from './parse-resource-path.ts';
import { readODataBody } from './read-odata-body.ts';
import { VMM_ENTITY_SETS } from './vmm-entity-sets.ts';
import { entityAddress } from './write-odata-json.ts';

const OPTIONS = ['runasynchronously', '$format'];

/**
 * Answers PUT, MERGE, PATCH, POST and DELETE below the root of the VMM service (wire: vm-clouds 4.1). Without
 * `RunAsynchronously=1` the answer waits for the end of the job it began, up to a bound; the job goes on after that.
 */
export function writeOData(scope: ODataScope, root: string, segments: readonly string[]): Answer {
  const { call } = scope;
  for (const option of call.query.keys())
    if (!OPTIONS.includes(option)) throw badRequest(`The query option ${option} is not known.`);
  const [first, ...deeper] = segments;
  if (first === undefined || first.startsWith('$')) throw notSimulated('Writing there');
  const { name, keys } = parseResourceSegment(first);
  const set = VMM_ENTITY_SETS.get(name.toLowerCase());
  if (set === undefined || deeper.length > 0) throw notSimulated(`Writing ${segments.join('/')}`);
  const verb = readVerb(scope);
  const isAtOnce = isAsynchronous(call.query.get('runasynchronously'));
  const outcome = carryOut(scope, set, verb, keys);
  return answerWrite(scope, { root, set, verb, isAtOnce, outcome });
}

type Verb = 'POST' | 'PUT' | 'MERGE' | 'DELETE';

/** MERGE also comes as PATCH, or inside a POST for those whose HTTP has no such method. */
function readVerb({ call }: ODataScope): Verb {
  const tunnelled = call.headers['x-http-method'];
  const method = call.method === 'POST' && typeof tunnelled === 'string' ? tunnelled.toUpperCase() : call.method;
  switch (method) {
    case 'PATCH':
    case 'MERGE':
      return 'MERGE';
    case 'POST':
    case 'PUT':
    case 'DELETE':
      return method;
    default:
      throw new Refusal(405, 'MethodNotAllowed', `${method} is not possible here.`);
  }
}

function carryOut(
  scope: ODataScope,
  set: EntitySet,
  verb: Verb,
  keys: ReadonlyMap<string, string> | null,
): WriteOutcome {
  const writes: EntityWrites = set.writes ?? {};
  if (verb === 'POST') {
    if (keys === null && writes.create !== undefined) return writes.create(scope, readODataBody(scope.call.body));
  } else if (verb === 'DELETE') {
    if (keys !== null && writes.remove !== undefined) return writes.remove(scope, wholeKey(set, keys));
  } else if (keys !== null && writes.change !== undefined)
    return writes.change(scope, wholeKey(set, keys), readODataBody(scope.call.body), verb === 'PUT');
  throw new Refusal(405, 'MethodNotAllowed', `${verb} is not possible on ${set.name}${keys === null ? '' : '(…)'}.`, {
    headers: { allow: 'GET' },
  });
}

function wholeKey(set: EntitySet, keys: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (set.keys.length !== keys.size || !set.keys.every((key) => keys.has(key.toLowerCase())))
    throw badRequest(`The key of ${set.name} is ${set.keys.join(' and ')}.`);
  return keys;
}

interface Write {
  readonly root: string;
  readonly set: EntitySet;
  readonly verb: Verb;
  /** It does not wait for the job. */
  readonly isAtOnce: boolean;
  readonly outcome: WriteOutcome;
}

function answerWrite(scope: ODataScope, write: Write): Answer {
  const { call } = scope;
  const { job } = write.outcome;
  const headers = job === null ? {} : jobHeader(call, job);
  const finish = (at: number): Answer => {
    const answer = success(scope, write, at);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
  if (job === null || write.isAtOnce) return finish(call.now);
  const limit = call.now + call.knobs.get('blocking-write-ms');
  if (job.doneAt === null || job.doneAt > limit) {
    const status = Number(call.knobs.get('blocking-write-status'));
    const refusal = new Refusal(status, 'Timeout', 'The operation has timed out.', { headers });
    return { ...formatODataError(refusal, call.accept), readyAt: limit };
  }
  if (job.outcome === 'Failed' || job.outcome === 'Canceled') {
    const refusal = new Refusal(500, job.error?.code ?? job.outcome, job.error?.problem ?? job.outcome, { headers });
    return { ...formatODataError(refusal, call.accept), readyAt: job.doneAt };
  }
  return { ...finish(job.doneAt), readyAt: job.doneAt };
}

function isAsynchronous(text: string | undefined): boolean {
  if (text === undefined || /^(?:0|false)$/i.test(text)) return false;
  if (/^(?:1|true)$/i.test(text)) return true;
  throw badRequest('RunAsynchronously is 0 or 1.');
}

/** The header that names the job (wire: vm-clouds 3), or does not. */
export function jobHeader(call: Pick<AdminCall, 'knobs' | 'random'>, job: JobRecord): Readonly<Record<string, string>> {
  switch (call.knobs.get('vm-job-id')) {
    case 'absent':
      return {};
    case 'wrong':
      return { 'x-ms-request-id': mintGuid(call.random) };
    case 'job':
    default:
      return { 'x-ms-request-id': job.id };
  }
}

function success(scope: ODataScope, { root, set, verb, outcome }: Write, at: number): Answer {
  const { call } = scope;
  const prefer = call.headers['prefer'];
  const isWanted = typeof prefer === 'string' && /\breturn-content\b/i.test(prefer);
  if (verb === 'DELETE' || (verb !== 'POST' && !isWanted)) return emptyAnswer(204);
  const entity = outcome.entityAt(at);
  if (entity === null) throw notFound(`The entity of ${set.name}`);
  const answer = documentAnswer(call, { root, set, rows: [{ entity, expanded: [] }], isSingle: true });
  if (verb !== 'POST') return answer;
  return { ...answer, status: 201, headers: { ...answer.headers, location: root + entityAddress(entity, set) } };
}
