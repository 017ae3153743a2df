import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workshop } from '../support/workshop.ts';
import type { BenchApp } from './bench-shop.ts';

/** An app that costs the machine as little as an answer can: HAProxy, which answers everything by itself. */
export const FAST_APP: BenchApp = {
  path: '/',
  async write({ folder, test }: Workshop) {
    await rm(folder, { recursive: true });
    await mkdir(folder);
    await writeFile(
      join(folder, 'Dockerfile'),
      `FROM ${test.images.edge}
COPY haproxy.cfg /etc/haproxy.cfg
ARG VERSION
ENV VERSION=$VERSION
EXPOSE 8080
ENTRYPOINT ["haproxy"]
CMD ["-db", "-f", "/etc/haproxy.cfg"]
`,
    );
    await writeFile(
      join(folder, 'haproxy.cfg'),
      `global
    maxconn 2000
    nbthread 1
defaults
    mode http
    timeout client 1h
    timeout http-keep-alive 1h
frontend answer
    bind :8080
    http-request return status 200 content-type text/plain string "hello" hdr x-version "%[env(VERSION)]"
`,
    );
  },
};
