import type { JSX } from 'react';
import type { DeploymentDetail } from '../../../shared/model/deployment-views.ts';
import { placementKey } from '../../../shared/model/house.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { formatDuration } from '../../format/format-duration.ts';
import { formatMoment } from '../../format/format-moment.ts';
import { usePlacement } from '../../store/use-house.ts';
import { ColourMark } from '../../ui/ColourMark.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { describeState, explainState } from './describe-state.ts';
import { StateLabel } from './StateLabel.tsx';
import styles from './DeploymentSummary.module.css';

const VIA: Readonly<Record<DeploymentDetail['deployment']['via'], string>> = {
  cli: 'the command line',
  app: 'the window',
  serve: 'a browser',
  core: 'Twinberth itself',
};

/** How it ended, who wanted it and why, and what serves there now. */
export function DeploymentSummary({ detail }: { readonly detail: DeploymentDetail }): JSX.Element {
  const { state, error } = detail.deployment;
  return (
    <Panel title="Outcome">
      <p className={styles.outcome}>
        <StateLabel words={describeState(state)} />{' '}
        <span className={styles.explained}>{explainState(state)}</span>
      </p>
      {error !== undefined && <Problem problem={error} />}
      <div className={styles.columns}>
        <Facts facts={what(detail)} />
        <Facts facts={[...who(detail), { name: 'Serves now', value: <Serving detail={detail} /> }]} />
      </div>
    </Panel>
  );
}

function what({ deployment, host, release }: DeploymentDetail): readonly Fact[] {
  const { app, version, colour, environment, from, restores } = deployment;
  return [
    {
      name: 'Release',
      value: (
        <>
          <RouteLink to={{ name: 'app', app, query: { release: String(version) } }}>
            {app} v{version}
          </RouteLink>{' '}
          in <ColourMark colour={colour} />
          {release?.withdrawnAt !== undefined && ', withdrawn since'}
        </>
      ),
    },
    { name: 'Where', value: `${environment} on ${host}` },
    ...(from === undefined ? [] : [{ name: 'From', value: from }]),
    ...(restores === undefined
      ? []
      : [
          {
            name: 'Restores',
            value: <RouteLink to={{ name: 'deployment', id: restores }}>an earlier deployment</RouteLink>,
          },
        ]),
  ];
}

function who({ deployment }: DeploymentDetail): readonly Fact[] {
  const { by, via, startedAt, durationMs, message, override } = deployment;
  return [
    { name: 'Who', value: `${by}, by way of ${VIA[via]}` },
    {
      name: 'When',
      value:
        durationMs === undefined
          ? formatMoment(startedAt)
          : `${formatMoment(startedAt)}, took ${formatDuration(durationMs)}`,
    },
    ...(message === undefined || message === '' ? [] : [{ name: 'Message', value: message }]),
    ...(override === undefined ? [] : [{ name: 'Override', value: `against the policy: ${override}` }]),
  ];
}

/** What the board knows counts more than what was known when the record was read. */
function Serving({
  detail: { deployment, host, serving },
}: {
  readonly detail: DeploymentDetail;
}): JSX.Element {
  const placement = usePlacement(
    placementKey({ app: deployment.app, environment: deployment.environment, host }),
  );
  const version = placement?.version ?? serving?.version;
  const colour = placement?.active ?? serving?.colour;
  if (version === undefined || colour === undefined) return <>nothing</>;
  return (
    <>
      v{version} in <ColourMark colour={colour} />
      {placement?.deployment === deployment.id && ', this deployment'}
      {placement?.deployment !== undefined && placement.deployment !== deployment.id && (
        <>
          , <RouteLink to={{ name: 'deployment', id: placement.deployment }}>another deployment</RouteLink>
        </>
      )}
    </>
  );
}
