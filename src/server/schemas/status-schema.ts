import { count, flag, listOf, ms, object, oneOf, text, time, vdcName } from './common-schemas.ts';

const summary = {
  type: 'object',
  additionalProperties: { type: 'integer' },
  description: 'VDCs by the verb of the plan, and `unchanged`, `blocked`',
} as const;

const unsafe = object({ code: text, message: text, isApprovable: flag });

export const passSchema = {
  $id: 'Pass',
  description: 'One observe-plan-apply-report over everything.',
  ...object(
    {
      startedAt: time,
      tookMs: ms,
      trigger: oneOf('request', 'edit', 'settings', 'approval', 'retry', 'interval', 'start'),
      result: oneOf('done', 'refused', 'untrusted', 'failed', 'abandoned'),
    },
    { revision: text, message: text, summary },
  ),
};

const circuit = object(
  { name: oneOf('wap', 'source', 'state'), isOpen: flag, failures: count },
  { since: time, nextProbeAt: time, message: text },
);

const fight = object({
  vdc: vdcName,
  field: text,
  ours: text,
  theirs: text,
  times: count,
  since: time,
  nextTryAt: time,
});

const refusal = object({
  fingerprint: { ...text, description: 'what an approval names' },
  revision: text,
  createdAt: time,
  summary,
  unsafe: listOf(unsafe),
});

const halt = object(
  {
    id: { ...text, description: 'what an approval names' },
    law: { ...text, description: 'what was about to be broken: docs/reliability.md' },
    message: text,
    at: time,
  },
  { vdc: vdcName, bundle: { ...text, description: 'where what there was to see lies' } },
);

export const statusSchema = {
  $id: 'Status',
  description: 'What the daemon says of itself.',
  ...object(
    {
      version: text,
      installation: text,
      role: oneOf('starting', 'leader', 'standby', 'stopping'),
      mode: oneOf('enforce', 'report'),
      startedAt: time,
      queued: count,
      working: listOf(vdcName),
      circuits: listOf(circuit),
      fights: listOf(fight),
    },
    {
      leader: { ...text, description: 'who acts: host and process' },
      lastPass: { $ref: 'Pass#' },
      lastGoodPassAt: { ...time, description: 'the end of the last pass that could be trusted and was not refused' },
      nextPassAt: time,
      refused: refusal,
      halted: halt,
      tokenAgeSeconds: { type: 'integer', description: 'age of the token for WAP; absent where none is held' },
      settingsProblem: text,
      watchProblem: { ...text, description: 'what cannot be watched, so that a change waits for the next pass' },
    },
  ),
};
