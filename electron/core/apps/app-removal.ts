/** What the removal of an app took away, and what it left. */
export interface AppRemoval {
  /** How many containers were removed. */
  readonly containers: number;
  /** Names of networks that were left empty, and removed. */
  readonly networks: readonly string[];
  /** The app's data, which stays: host name and the volume's name there. */
  readonly volumes: readonly { readonly host: string; readonly name: string }[];
  /** Names of hosts that did not answer; what runs there was left behind. */
  readonly unreachable: readonly string[];
}
