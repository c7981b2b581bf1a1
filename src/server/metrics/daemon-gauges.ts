import { Gauge, type Registry } from 'prom-client';
import type { DaemonStatus } from '../../model/daemon-status.ts';

export interface DaemonGauges {
  show(status: DaemonStatus): void;
}

/** What the daemon says of itself at the moment of the scrape. */
export function createDaemonGauges(registry: Registry): DaemonGauges {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const lastPass = gauge('vdc_last_pass_timestamp_seconds', 'When the last pass ended; 0 before the first.');
  const lastGoodPass = gauge(
    'vdc_last_successful_pass_timestamp_seconds',
    'When the last pass ended that could be trusted and was not refused; 0 before the first.',
  );
  const queued = gauge('vdc_queue_depth', 'VDCs whose actions wait for their turn.');
  const working = gauge('vdc_workers_busy', 'VDCs that are being worked on.');
  const tokenAge = gauge('vdc_wap_token_age_seconds', 'Age of the token for WAP; absent where none is held.');
  const awaiting = gauge('vdc_plan_awaiting_approval', '1 while an unsafe plan waits for approval.');
  const fights = gauge('vdc_fights', 'Corrections from which the daemon has stood down, since somebody undoes them.');
  const leader = gauge('vdc_leader', '1 where this daemon is the one that acts.');
  const settings = gauge('vdc_settings_refused', '1 while the settings on disk are not valid, so older ones are used.');
  const halted = gauge('vdc_halted', '1 while nothing is changed, since what must never be done was about to be.');
  const circuits = new Gauge({
    name: 'vdc_circuit_open',
    help: '1 while this is out of reach, and only probed.',
    labelNames: ['name'],
    registers: [registry],
  });
  return {
    show(status) {
      const { lastPass: pass, refused, tokenAgeMs } = status;
      lastPass.set(pass === undefined ? 0 : (pass.startedAtMs + pass.tookMs) / 1000);
      lastGoodPass.set((status.lastGoodPassAtMs ?? 0) / 1000);
      queued.set(status.queued);
      working.set(status.working.length);
      // A gauge that is no longer so must go, or it would stay at what it was.
      if (tokenAgeMs === undefined) tokenAge.remove();
      else tokenAge.set(tokenAgeMs / 1000);
      awaiting.set(refused === undefined ? 0 : 1);
      fights.set(status.fights.length);
      leader.set(status.role === 'leader' ? 1 : 0);
      halted.set(status.halted === undefined ? 0 : 1);
      settings.set(status.settingsProblem === undefined ? 0 : 1);
      for (const { name, isOpen } of status.circuits) circuits.set({ name }, isOpen ? 1 : 0);
    },
  };
}
