import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import { useQuery } from '../../store/use-query.ts';

/** The way to the logs of the build that made it. */
export function ReleaseLogs({
  view: { release, buildLog, testLog },
}: {
  readonly view: ReleaseView;
}): JSX.Element {
  const { value: builds } = useQuery('builds.list', { app: release.app });
  const build = builds?.find((one) => one.release === release.id && one.state === 'done');
  if (buildLog === undefined && testLog === undefined)
    return <p>The log of its build is not kept any more.</p>;
  return (
    <p>
      <RouteLink
        to={{
          name: 'app',
          app: release.app,
          query: { tab: 'builds', ...(build === undefined ? {} : { build: build.id }) },
        }}
      >
        {testLog === undefined ? 'Log of its build' : 'Log of its build and test'}
      </RouteLink>
    </p>
  );
}
