import type { CircuitStatus, DaemonStatus, FightStatus, PassSummary } from '../../model/daemon-status.ts';
import type { Halt } from '../../model/law.ts';
import type { Plan } from '../../model/plan.ts';
import { isoTime } from './iso-time.ts';

/** What the daemon says of itself, with times that people and other programs can read. */
export function statusFace(status: DaemonStatus) {
  const { startedAtMs, lastPass, lastGoodPassAtMs, nextPassAtMs, circuits, refused, halted, fights, ...rest } = status;
  const { tokenAgeMs, ...plain } = rest;
  return {
    ...plain,
    startedAt: isoTime(startedAtMs),
    ...(lastPass !== undefined && { lastPass: passFace(lastPass) }),
    ...(lastGoodPassAtMs !== undefined && { lastGoodPassAt: isoTime(lastGoodPassAtMs) }),
    ...(nextPassAtMs !== undefined && { nextPassAt: isoTime(nextPassAtMs) }),
    circuits: circuits.map(circuitFace),
    ...(refused !== undefined && { refused: refusalFace(refused) }),
    ...(halted !== undefined && { halted: haltFace(halted) }),
    fights: fights.map(fightFace),
    ...(tokenAgeMs !== undefined && { tokenAgeSeconds: Math.round(tokenAgeMs / 1000) }),
  };
}

export function passFace({ startedAtMs, ...pass }: PassSummary) {
  return { ...pass, startedAt: isoTime(startedAtMs) };
}

function circuitFace({ sinceMs, nextProbeAtMs, ...circuit }: CircuitStatus) {
  return {
    ...circuit,
    ...(sinceMs !== undefined && { since: isoTime(sinceMs) }),
    ...(nextProbeAtMs !== undefined && { nextProbeAt: isoTime(nextProbeAtMs) }),
  };
}

/** Enough to decide whether to look; the whole plan stands at its own address. */
function refusalFace({ fingerprint, revision, createdAt, summary, unsafe }: Plan) {
  return { fingerprint, revision, createdAt, summary, unsafe };
}

function haltFace({ atMs, ...halt }: Halt) {
  return { ...halt, at: isoTime(atMs) };
}

function fightFace({ sinceMs, nextTryAtMs, ...fight }: FightStatus) {
  return { ...fight, since: isoTime(sinceMs), nextTryAt: isoTime(nextTryAtMs) };
}
