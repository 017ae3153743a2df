import type { JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import { PlanSheet } from '../../sheets/PlanSheet.tsx';
import { useFollowDeployment } from '../deployment/use-follow-deployment.ts';
import { ApproveDialog } from './ApproveDialog.tsx';
import type { ReleaseAsk } from './release-ask.ts';
import { WithdrawDialog } from './WithdrawDialog.tsx';

export interface ReleaseQuestionProps {
  readonly app: AppView;
  readonly ask: ReleaseAsk;
  readonly view: ReleaseView | undefined;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** What is shown or asked before something is done with a release. */
export function ReleaseQuestion({ app, ask, view, onClose, onChanged }: ReleaseQuestionProps): JSX.Element {
  const follow = useFollowDeployment();
  switch (ask.kind) {
    case 'deploy':
      return (
        <PlanSheet
          intent={{ kind: 'deploy', app: app.name, environment: ask.environment, version: ask.version }}
          onClose={onClose}
          onBegun={follow}
        />
      );
    case 'withdraw':
      return (
        <WithdrawDialog
          app={app.name}
          version={ask.version}
          runs={view?.runs ?? []}
          onClose={onClose}
          onChanged={onChanged}
        />
      );
    case 'approve':
      return (
        <ApproveDialog
          app={app}
          version={ask.version}
          approvals={view?.approvals ?? []}
          onClose={onClose}
          onChanged={onChanged}
        />
      );
  }
}
