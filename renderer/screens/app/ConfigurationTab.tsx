import type { JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyText } from '../../ui/CopyText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { ConfigurationText } from './ConfigurationText.tsx';
import { RemoveApp } from './RemoveApp.tsx';
import { readConfigProblems } from './read-config-problems.ts';
import styles from './ConfigurationTab.module.css';

/** The app's file as it is, what is wrong or odd about it, and what it says once every default is filled in. */
export function ConfigurationTab({ app }: { readonly app: AppView }): JSX.Element {
  const { value, error, loading, reload } = useQuery(
    'apps.get',
    { app: app.name },
    { version: JSON.stringify(app) },
  );
  const problems = app.problem === undefined ? [] : readConfigProblems(app.problem);
  if (value === undefined)
    return error === undefined ? (
      <Spinner size={22} label="Reading the file" />
    ) : (
      <Problem
        title="The configuration could not be read"
        problem={error}
        onRetry={reload}
        retrying={loading}
      />
    );
  const { file, text, config, warnings } = value;
  return (
    <div className={styles.configuration}>
      {error !== undefined && (
        <Problem title="It could not be read again" problem={error} onRetry={reload} retrying={loading} />
      )}
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <Icon name="triangle" size={12} />
          {warning}
        </p>
      ))}
      <Panel
        title="twinberth.yaml"
        sub={<CopyText text={file} what="path of the file" />}
        actions={
          <Button size="small" icon="refresh" busy={loading} onClick={reload}>
            Read again
          </Button>
        }
      >
        {text === undefined ? (
          <p>There is no such file, or it cannot be read.</p>
        ) : (
          <ConfigurationText label="twinberth.yaml" text={text} problems={problems} />
        )}
      </Panel>
      {config !== undefined && (
        <Panel title="As it is read" sub="with every default; secrets are references">
          <ConfigurationText
            label="Configuration as it is read"
            text={JSON.stringify(config, null, 2)}
            problems={[]}
          />
        </Panel>
      )}
      <RemoveApp app={app} />
    </div>
  );
}
