/** What a user chose for the app itself, kept beside the history. */
export interface Preferences {
  readonly theme: 'light' | 'dark' | 'system';
  /** 1 is the size as designed. */
  readonly zoom: number;
  readonly startAtLogin: boolean;
  /** Closing the window leaves the tray watching. */
  readonly closeToTray: boolean;
  readonly notify: { readonly failed: boolean; readonly recovered: boolean; readonly deployments: boolean };
  /** No notifications until then; milliseconds since 1970. */
  readonly pausedUntil?: number;
}

/** A setting of this installation and where its value comes from. */
export interface SettingView {
  readonly name: string;
  readonly value: string;
  /** `default`, or the environment variable that sets it. */
  readonly from: string;
}
