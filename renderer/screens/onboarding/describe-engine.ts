import type { EngineFacts } from '../../../shared/model/host-views.ts';

const FLAVOURS = { docker: 'Docker', podman: 'Podman' } as const;

/** `Docker 28.5.1 on linux/amd64, rootless`. */
export function describeEngine({ flavour, version, os, architecture, rootless }: EngineFacts): string {
  return `${FLAVOURS[flavour]} ${version} on ${os}/${architecture}${rootless ? ', rootless' : ''}`;
}
