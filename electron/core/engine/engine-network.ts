export interface EngineNetworks {
  inspect(name: string): Promise<EngineNetwork | undefined>;
  list(labels?: Readonly<Record<string, string | true>>): Promise<readonly EngineNetwork[]>;
  /** `name.taken` when there is one of that name, `address.exhausted` when the subnet overlaps another. */
  create(request: {
    readonly name: string;
    readonly subnet: string;
    readonly labels: Readonly<Record<string, string>>;
  }): Promise<EngineNetwork>;
  remove(id: string): Promise<void>;
}

export interface EngineNetwork {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly subnets: readonly string[];
  /** By container id, without the prefix length; running containers only, as the engine reports them. */
  readonly addresses: Readonly<Record<string, string>>;
}
