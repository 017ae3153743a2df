import { useRef, useState, type JSX } from 'react';
import type { AppProposal } from '../../../shared/model/app-views.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useApp } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ConfigurationEditor } from './ConfigurationEditor.tsx';
import { FileFindings } from './FileFindings.tsx';
import { showLine } from './show-line.ts';
import styles from './ProposedFile.module.css';
import { useEngineFirst } from './use-engine-first.ts';
import type { FoundEngine } from './use-engine-search.ts';

export interface ExistingFileProps {
  readonly proposal: AppProposal;
  readonly engine: FoundEngine | undefined;
  readonly reading: boolean;
  readonly onReadAgain: () => void;
  readonly onBack: () => void;
  readonly onAdded: (app: string) => void;
}

/** The folder has its file already: it is shown, and registered as it is. What is wrong with it is mended where it lies. */
export function ExistingFile(props: ExistingFileProps): JSX.Element {
  const { proposal, engine, reading, onReadAgain, onBack, onAdded } = props;
  const { directory, file, text, problems, registered } = proposal;
  const add = useCommand('apps.add');
  const [ensureEngine, engineError] = useEngineFirst(engine);
  const [busy, setBusy] = useState(false);
  const editor = useRef<HTMLDivElement>(null);
  const known = useApp(registered ?? '');
  const here = known?.directory === directory;

  const register = async (): Promise<void> => {
    setBusy(true);
    if (await ensureEngine()) {
      const reply = await add.run({ directory });
      if (reply.ok) onAdded(reply.value.app.name);
    }
    setBusy(false);
  };
  return (
    <div className={styles.proposed}>
      <div>
        <h2 className={styles.title}>
          {here
            ? `${registered ?? ''} is on the board already`
            : 'This folder has its twinberth.yaml already'}
        </h2>
        <p className={styles.lead}>
          <code>{file}</code>{' '}
          {problems.length > 0
            ? 'is wrong in places. Mend it in your editor, then read it again.'
            : 'is used as it is; nothing is written.'}
        </p>
      </div>
      <div className={styles.columns}>
        <div ref={editor} className={styles.editor}>
          <ConfigurationEditor label="twinberth.yaml" text={text} problems={problems} />
        </div>
        <div className={styles.findings}>
          <FileFindings
            proposal={proposal}
            taken={here ? undefined : registered}
            pending={reading}
            onShow={(line) => showLine(editor.current, line)}
          />
        </div>
      </div>
      {engineError !== undefined && <Problem title="The engine was not registered" problem={engineError} />}
      {add.error !== undefined && <Problem title="It was not added" problem={add.error} />}
      <div className={styles.actions}>
        <Button icon="chevronLeft" onClick={onBack}>
          Another folder
        </Button>
        <Button variant="quiet" icon="refresh" busy={reading} onClick={onReadAgain}>
          Read it again
        </Button>
        <span className={styles.end}>
          {here ? (
            <RouteLink to={{ name: 'app', app: known.name }}>Go to {known.name}</RouteLink>
          ) : (
            <Button
              variant="primary"
              busy={busy}
              unavailable={whyNot(proposal)}
              onClick={() => void register()}
            >
              Add the app
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}

function whyNot({ problems, registered }: AppProposal): string | undefined {
  if (registered !== undefined) return `There is an app called ${registered} already, in another folder`;
  return problems.length > 0 ? 'Its file has to be mended first' : undefined;
}
