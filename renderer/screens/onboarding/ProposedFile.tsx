import { useEffect, useId, useState, type JSX, type KeyboardEvent, type SyntheticEvent } from 'react';
import type { AppProposal } from '../../../shared/model/app-views.ts';
import { useCommand } from '../../store/use-command.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Because } from './Because.tsx';
import { ConfigurationEditor } from './ConfigurationEditor.tsx';
import { FileFindings } from './FileFindings.tsx';
import { showLine } from './show-line.ts';
import styles from './ProposedFile.module.css';
import { useEngineFirst } from './use-engine-first.ts';
import type { FoundEngine } from './use-engine-search.ts';

/** Checked when nobody has typed for so long. */
const CHECK_AFTER_MS = 250;

export interface ProposedFileProps {
  readonly proposal: AppProposal;
  readonly engine: FoundEngine | undefined;
  readonly onBack: () => void;
  readonly onAdded: (app: string) => void;
}

/** The file that would suit the folder, why, and what is wrong with what was made of it; written on confirmation. */
export function ProposedFile({ proposal, engine, onBack, onAdded }: ProposedFileProps): JSX.Element {
  const { directory, file } = proposal;
  const [text, setText] = useState(proposal.text);
  const { checked, pending, error } = useCheck(proposal, text);
  const [ensureEngine, engineError] = useEngineFirst(engine);
  const create = useCommand('apps.create');
  const [busy, setBusy] = useState(false);
  const form = useId();
  const changed = text !== proposal.text;

  const unavailable = whyNot(checked, pending);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy || unavailable !== undefined) return;
    setBusy(true);
    if (await ensureEngine()) {
      const reply = await create.run({ directory, text });
      if (reply.ok) onAdded(reply.value.app.name);
    }
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
  };
  return (
    <form
      id={form}
      className={styles.proposed}
      onSubmit={(event) => void submit(event)}
      onKeyDown={onKeyDown}
    >
      <div>
        <h2 className={styles.title}>This is what Twinberth makes of it</h2>
        <p className={styles.lead}>
          Change what you like: it is checked as you type. Nothing is written yet; on confirmation it becomes{' '}
          <code>{file}</code>, to be kept with the app’s sources.
        </p>
      </div>
      <div className={styles.columns}>
        <div className={styles.editor}>
          <ConfigurationEditor
            label="twinberth.yaml"
            text={text}
            problems={checked.problems}
            onChange={(next) => {
              setText(next);
              create.clear();
            }}
          />
        </div>
        <div className={styles.findings}>
          <FileFindings
            proposal={checked}
            taken={checked.registered}
            pending={pending}
            onShow={(line) => showLine(document.getElementById(form), line)}
          />
        </div>
        <div className={styles.because}>
          <Because lines={proposal.because} />
        </div>
      </div>
      {error !== undefined && <Problem title="It could not be checked" problem={error} />}
      {engineError !== undefined && <Problem title="The engine was not registered" problem={engineError} />}
      {create.error !== undefined && <Problem title="Nothing was written" problem={create.error} />}
      <div className={styles.actions}>
        <Button icon="chevronLeft" onClick={onBack}>
          Another folder
        </Button>
        {changed && (
          <Button variant="quiet" icon="undo" onClick={() => setText(proposal.text)}>
            As it was proposed
          </Button>
        )}
        <span className={styles.end}>
          <Button type="submit" variant="primary" busy={busy} unavailable={unavailable} kbd="Ctrl ↵">
            Write the file and add the app
          </Button>
        </span>
      </div>
    </form>
  );
}

/** What is known of the text: the last answer stays until the next is there, so that nothing jumps while somebody types. */
function useCheck(
  proposal: AppProposal,
  text: string,
): { readonly checked: AppProposal; readonly pending: boolean; readonly error: Problem | undefined } {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const differs = asked !== proposal.text;
  const { value, error, loading } = useQuery(
    'apps.check',
    { directory: proposal.directory, text: asked },
    { when: differs },
  );
  const [last, setLast] = useState(proposal);
  const known = differs ? value : proposal;
  if (known !== undefined && known !== last) setLast(known);
  return { checked: known ?? last, pending: text !== asked || (differs && loading), error };
}

type Problem = NonNullable<ReturnType<typeof useQuery<'apps.check'>>['error']>;

function whyNot({ problems, exists, registered }: AppProposal, pending: boolean): string | undefined {
  if (pending) return 'It is being checked';
  if (exists) return 'There is a twinberth.yaml in this folder by now';
  if (registered !== undefined) return `There is an app called ${registered} already; give it another name`;
  return problems.length > 0 ? 'Something is wrong with it yet: see beside' : undefined;
}
