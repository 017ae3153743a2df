import type { SettingView } from './preferences.ts';

export interface DoctorView {
  readonly ok: boolean;
  readonly findings: readonly {
    readonly level: 'ok' | 'warning' | 'problem';
    readonly what: string;
    readonly wayOut?: string;
    readonly fixed?: boolean;
  }[];
  readonly settings: readonly SettingView[];
}
