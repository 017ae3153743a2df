import { useMemo, useRef, useState, type JSX } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { saveText } from '../history/save-text.ts';
import { BuildOutput, type BuildOutputHandle } from './BuildOutput.tsx';
import { BuildSteps } from './BuildSteps.tsx';
import type { BuildLine, BuildReading } from './build-transcript.ts';
import styles from './BuildLog.module.css';

export interface BuildLogProps {
  /** Name of the file that it is saved as. */
  readonly name: string;
  readonly reading: BuildReading;
  readonly live: boolean;
}

type Part = 'all' | 'build' | 'test';

/** Steps of a build beside what it and its test printed. */
export function BuildLog({ name, reading, live }: BuildLogProps): JSX.Element {
  const [part, setPart] = useState<Part>('all');
  const output = useRef<BuildOutputHandle>(null);
  const { steps, lines, dropped } = reading;
  const tested = useMemo(() => lines.some(({ stage }) => stage === 'test'), [lines]);
  const shown = useMemo(() => (part === 'all' ? lines : lines.filter(belongsTo(part))), [lines, part]);
  return (
    <div className={styles.log}>
      {steps.length > 0 && (
        <BuildSteps
          steps={steps}
          live={live}
          onShow={({ line }) => {
            setPart('all');
            // The list has to be whole before a line of it can be found by its place.
            requestAnimationFrame(() => output.current?.show(line));
          }}
        />
      )}
      <div className={styles.output}>
        <div className={styles.bar}>
          <h3 className={styles.title}>Output</h3>
          {tested && (
            <Select
              compact
              label="Part of the output"
              value={part}
              options={[
                { value: 'all', label: 'build and test' },
                { value: 'build', label: 'build only' },
                { value: 'test', label: 'test only' },
              ]}
              onChange={setPart}
            />
          )}
          <Button
            size="small"
            variant="quiet"
            icon="download"
            onClick={() =>
              saveText(
                `${name}.log`,
                'text/plain',
                lines.map(({ text }) => `${text}\n`),
              )
            }
          >
            Save
          </Button>
        </div>
        {shown.length === 0 && !live ? (
          <p className={styles.nothing}>Nothing was printed.</p>
        ) : (
          <BuildOutput
            ref={output}
            label="Output of build and test"
            lines={shown}
            dropped={part === 'all' ? dropped : 0}
            live={live}
          />
        )}
      </div>
    </div>
  );
}

function belongsTo(part: Exclude<Part, 'all'>): (line: BuildLine) => boolean {
  return ({ stage }) => (part === 'test' ? stage === 'test' : stage !== 'test');
}
