/** Something worth telling somebody who does not look. */
export interface Notice {
  readonly id: string;
  readonly at: number;
  readonly kind:
    | 'health.failed'
    | 'health.recovered'
    | 'deployment.finished'
    | 'deployment.failed'
    | 'deployment.reverted'
    | 'host.away'
    | 'host.back'
    | 'history.damaged';
  readonly title: string;
  readonly text: string;
  /** What it is about; several when several failed at once. */
  readonly places: readonly { readonly app: string; readonly environment: string; readonly host: string }[];
  /** Host name, for `host.*`. */
  readonly host?: string;
  readonly deployment?: string;
  readonly read: boolean;
  /** What can be done about it at once. */
  readonly actions: readonly ('rollback' | 'logs')[];
  /** It is shown in the list only: notifications are paused, or off for this kind. */
  readonly silent: boolean;
}
