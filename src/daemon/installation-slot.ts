import type { ApplyOptions } from '../executor/apply-plan.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { AccountProvider } from '../providers/account-provider.ts';
import type { PassDoors, PassRules } from '../reconciler/pass-doors.ts';
import type { SpecSource } from '../sources/spec-source.ts';

/** What the settings decide: adapters and rules, as main.ts builds them, anew when the settings change. */
export interface DaemonInstallation {
  readonly source: SpecSource;
  readonly provider: PassDoors['provider'];
  readonly accounts?: AccountProvider | undefined;
  readonly mailer?: Mailer | undefined;
  readonly specCache: PassDoors['specCache'];
  readonly rules: PassRules;
  readonly mode: 'enforce' | 'report';
  readonly intervalMs: number;
  readonly concurrency: number;
  readonly executor: Pick<ApplyOptions, 'waitMs' | 'vmWaitMs' | 'lookAgainMs'>;
  /** Milliseconds since the token for WAP was issued; undefined while there is none. */
  readonly tokenAgeMs?: () => number | undefined;
  readonly close: () => Promise<void>;
}

/** The installation of the present settings. One that was replaced is closed when the last who works with it has ended. */
export interface InstallationSlot {
  readonly current: () => DaemonInstallation;
  replace(next: DaemonInstallation): void;
  /** Holds what is current while `work` runs. */
  use<T>(work: (installation: DaemonInstallation) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createInstallationSlot(first: DaemonInstallation): InstallationSlot {
  let current = first;
  const uses = new Map<DaemonInstallation, number>();

  function release(installation: DaemonInstallation): void {
    const left = (uses.get(installation) ?? 1) - 1;
    uses.set(installation, left);
    if (left === 0 && installation !== current) void close(installation);
  }
  async function close(installation: DaemonInstallation): Promise<void> {
    uses.delete(installation);
    // Its connections end with the process at the latest.
    await installation.close().catch(() => undefined);
  }

  return {
    current: () => current,
    replace(next) {
      const before = current;
      current = next;
      if ((uses.get(before) ?? 0) === 0) void close(before);
    },
    async use(work) {
      const installation = current;
      uses.set(installation, (uses.get(installation) ?? 0) + 1);
      try {
        return await work(installation);
      } finally {
        release(installation);
      }
    },
    close: () => close(current),
  };
}
