import type { BurstSettings } from '../result.ts';

/** A setting in which two runs differ. */
export interface SettingChange {
  readonly name: Exclude<keyof BurstSettings, 'weights'> | 'version' | 'stopped';
  readonly a: SettingValue;
  readonly b: SettingValue;
}

export type SettingValue = string | number | readonly string[] | null;

interface RunConditions {
  readonly version: string;
  readonly settings: BurstSettings;
  readonly stopped: { readonly message: string } | null;
}

/** The settings in which two runs differ, and whether one of them was stopped. */
export function compareSettings(a: RunConditions, b: RunConditions): readonly SettingChange[] {
  const [before, after] = [valuesOf(a), valuesOf(b)];
  return names
    .map((name) => ({ name, a: before[name], b: after[name] }))
    .filter((change) => JSON.stringify(change.a) !== JSON.stringify(change.b));
}

function valuesOf({
  version,
  settings,
  stopped,
}: RunConditions): Readonly<Record<SettingChange['name'], SettingValue>> {
  return {
    ...settings,
    version,
    stopped: stopped?.message ?? null,
    events: settings.events
      .map((event) => (settings.weights[event] === 1 ? event : `${event}=${settings.weights[event]}`))
      .toSorted(),
    targets: Object.entries(settings.targets)
      .map(([event, target]) => `${event} ${target}`)
      .toSorted(),
  };
}

/** The most important first. */
const names = Object.keys({
  stopped: true,
  loop: true,
  shape: true,
  events: true,
  payloads: true,
  targets: true,
  contract: true,
  timeout: true,
  connections: true,
  workers: true,
  warmup: true,
  duplicates: true,
  contacts: true,
  version: true,
} satisfies Record<SettingChange['name'], true>) as readonly SettingChange['name'][];
