import type { Distrust } from '../../model/observed-state.ts';

/** So far apart may WAP's clock and ours be: what WS-Trust and Kerberos usually tolerate. */
export const clocksApartMs = 5 * 60_000;

/**
 * A machine that starts in another year would find every grace ended. Which of the two clocks is wrong nobody here can know;
 * who knows that it is WAP's may approve. `aheadMs`: ours minus WAP's; undefined where WAP does not tell.
 */
export function doubtClocks(aheadMs: number | undefined): readonly Distrust[] {
  if (aheadMs === undefined || Math.abs(aheadMs) <= clocksApartMs) return [];
  const apart = tellSpan(Math.abs(aheadMs));
  return [
    {
      code: 'CLOCKS_APART',
      message: `This machine's clock is ${apart} ${aheadMs > 0 ? 'ahead of' : 'behind'} WAP's. Graces, pauses and daily limits would end at the wrong time.`,
      isApprovable: true,
    },
  ];
}

function tellSpan(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
