import { type Mutant, mutantsIn } from './mutant.ts';

const reconciler = mutantsIn('reconciler');
const daemon = mutantsIn('daemon');
const provider = mutantsIn('providers/wap');

/** The pass and what drives it: when something may be done at all, and by whom. */
export const shellMutants: readonly Mutant[] = [
  reconciler(
    'close-interrupted.ts',
    'forgets the VDC whose work was interrupted',
    "entry: 'keep',",
    'entry: { forget: true },',
  ),
  reconciler('close-interrupted.ts', 'leaves no trace of an interruption', 'first === undefined\n', 'intent.id\n'),
  reconciler(
    'observe-and-plan.ts',
    'believes that something is gone after one look',
    'return { ...input, closer, observed: {',
    'return { ...input, closer, ignored: {',
  ),
  reconciler(
    'observe-accounts.ts',
    'gives a name without asking the domain for it',
    'const names = findNamesToAsk(input);',
    'const names: ReturnType<typeof findNamesToAsk> = [];',
  ),
  reconciler('carry-out.ts', 'takes every doubt for a harmless one', '/^(PLAN|DAY)_/.test(code)', 'code !== ""'),
  reconciler(
    'carry-out.ts',
    'does not remember what needs no call',
    'if (updates.length > 0) await doors.store.remember(updates);',
    '',
  ),
  reconciler(
    'carry-out.ts',
    'remembers a refused plan though its look is not trusted',
    'if (isTrusted(pass)) await',
    'await',
  ),
  daemon('run-pass.ts', 'carries out what is refused', 'if (plan.unsafe.length === 0)', 'if (plan.unsafe.length >= 0)'),
  daemon(
    'settle-pass.ts',
    'begins what was planned before on top of a look that is not trusted',
    'session.queue.clear();\n    for',
    'for',
  ),
  daemon(
    'settle-pass.ts',
    'begins what was planned before the plan was refused',
    '  queue.clear();\n  if (standing.refused',
    '  if (standing.refused',
  ),
  daemon(
    'use-approval.ts',
    'keeps an approval when what it approved of is done',
    '    delete standing.approval;\n    await store.forgetApproval(approval.fingerprint);',
    '',
  ),
  daemon(
    'settle-pass.ts',
    'works though it is only to report',
    "if (installation.mode === 'enforce') {\n    session.queue.offer(works);",
    '{\n    session.queue.offer(works);',
  ),
  daemon(
    'settle-pass.ts',
    'writes what it remembers over what its workers have written',
    '.filter(({ name }) => !tooEarly.has(name))',
    '',
  ),
  daemon(
    'settle-pass.ts',
    'does not look again at whom it looked at too early',
    'for (const name of missed) queue.noteStale(name);',
    '',
  ),
  daemon(
    'settle-pass.ts',
    'does not protect what a refused plan would protect',
    '    await remember(session, { pass, plan }, tooEarly);\n    await keepWhatIsLeft',
    '    await keepWhatIsLeft',
  ),
  daemon(
    'settle-pass.ts',
    'shows a VDC that is no more',
    'board.keepOnly(new Set([...statuses.names, ...tooEarly]));',
    '',
  ),
  daemon(
    'choose-work.ts',
    'works from memory that was read too early',
    'if (!isToBeDone(vdc) || options.tooEarly.has(vdc.name)) continue;',
    'if (!isToBeDone(vdc)) continue;',
  ),
  daemon(
    'choose-work.ts',
    'overrules a person for ever',
    'if (!options.requested.has(vdc.name) && options.fights.has(vdc.name)) continue;',
    '',
  ),
  daemon(
    'take-pass.ts',
    'forgets whose work ended while it looked',
    'new Set([...busy, ...queue.endedSince(mark), ...queue.working()])',
    'new Set([...busy, ...queue.working()])',
  ),
  daemon('take-pass.ts', 'goes on asking who does not answer', 'if (open.length === 0) return false;', 'return false;'),
  daemon('status-board.ts', 'tells of a time when it led no more', 'while (isOpen() && unsaved', 'while (unsaved'),
  daemon(
    'create-daemon.ts',
    'ends when it was frozen out of its lease',
    '!(isFenced || isWaitedOut(error))',
    '!isWaitedOut(error)',
  ),
  daemon('keep-time.ts', 'looks by the clock on the wall', 'const now = clock.elapsed();', 'const now = clock.now();'),
  daemon(
    'attempts.ts',
    'tries again by another clock than it waits by',
    'const now = elapsed();',
    'const now = elapsed() - 86_400_000;',
  ),
  provider(
    'doubt-clocks.ts',
    'believes any clock',
    'Math.abs(aheadMs) <= clocksApartMs',
    'Math.abs(aheadMs) <= Number.MAX_VALUE',
  ),
  provider(
    'client/auth/tokens/login-once.ts',
    'sends a refused password again',
    'if (CREDENTIAL_CODES.has(known.code)) fatal = known;',
    '',
  ),
  daemon(
    'circuit.ts',
    'tries a refused password again',
    'probeAt = failure.isForPeople ? undefined : now',
    'probeAt = now',
  ),
  daemon(
    'keep-lease.ts',
    'believes in a lease that is over',
    'if (!lost.signal.aborted && isHeld()) return;',
    'if (!lost.signal.aborted) return;',
  ),
  daemon('keep-lease.ts', 'keeps no distance from the end of its lease', 'ttlMs - marginMs;', 'ttlMs;'),
  daemon(
    'keep-lease.ts',
    'counts its lease from the answer',
    'renewedAt = asked;',
    'renewedAt = { wallMs: now(), elapsedMs: elapsed() };',
  ),
  daemon(
    'keep-lease.ts',
    'does not hear that its lease is somebody else’s',
    'if (answer === false) return lose();',
    '',
  ),
  daemon('create-daemon.ts', 'sends without asking whether it leads', '      kept.assertHeld();\n', ''),
  daemon(
    'create-daemon.ts',
    'approves of what nobody has seen',
    'if (!isKnown) throw',
    'if (!isKnown && fingerprint === "") throw',
  ),
  daemon('lead.ts', 'leaves open what was interrupted', 'await closeInterrupted(store, clock.now());', ''),
  daemon('lead.ts', 'gives the lease up while it works', 'await queue.whenIdle();', ''),
  daemon('quick-look.ts', 'destroys after a look at a few', ' && destructionsOf(vdc).size === 0)', ')'),
  daemon('quick-look.ts', 'looks at a few in the frame of a look before their work', 'touched.has(name) || ', ''),
  daemon(
    'work-queue.ts',
    'does side by side what two plans share',
    'if (other.accepted === work.accepted || !sharedKeysOf',
    'if (other.accepted !== undefined || !sharedKeysOf',
  ),
  daemon(
    'start-work.ts',
    'sets two passwords of one account at a time',
    '              inTurn,\n',
    '              inTurn: createInTurn(),\n',
  ),
];
