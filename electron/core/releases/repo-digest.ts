/** `nginx:1.27`, `host:5000/a/b@sha256:…` without tag and digest. */
export function repositoryOf(reference: string): string {
  const name = reference.split('@', 1)[0] ?? '';
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

/**
 * Of an image's `name@sha256:…`, the one under which a reference's own repository has it; undefined for an image that
 * no registry gave. The engine may write the name shorter or longer than the reference does.
 */
export function repoDigestFor(repoDigests: readonly string[], reference: string): string | undefined {
  const wanted = repositoryOf(reference);
  const named = (test: (name: string) => boolean): string | undefined =>
    repoDigests.find((digest) => test(repositoryOf(digest)));
  return (
    named((name) => name === wanted) ??
    named((name) => wanted.endsWith(`/${name}`) || name.endsWith(`/${wanted}`))
  );
}
