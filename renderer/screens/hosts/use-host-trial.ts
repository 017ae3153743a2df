import { useRef, useState } from 'react';
import type { HostTrial } from '../../../shared/model/host-views.ts';
import { useCommand, type Command } from '../../store/use-command.ts';
import { nameFromEndpoint } from '../onboarding/name-from-endpoint.ts';

export interface HostTrialForm {
  readonly endpoint: string;
  /** What the engine at this endpoint said; absent until it was asked, and again once the endpoint is another one. */
  readonly trial: HostTrial | undefined;
  /** What it would be called; proposed from the endpoint that answered. */
  readonly name: string;
  readonly setName: (name: string) => void;
  /** Another endpoint: what was known is of the one before. */
  readonly change: (endpoint: string) => void;
  /** Asks the engine at an endpoint what it is. */
  readonly check: (endpoint: string) => Promise<void>;
  readonly attempt: Pick<Command<'hosts.try'>, 'busy' | 'error'>;
}

/** An engine is asked what it is before it becomes a host, and only what answered can be saved. */
export function useHostTrial(onChange: () => void): HostTrialForm {
  const [endpoint, setEndpoint] = useState('');
  const [trial, setTrial] = useState<HostTrial>();
  const [name, setName] = useState('');
  const attempt = useCommand('hosts.try');
  const latest = useRef('');

  const change = (text: string): void => {
    latest.current = text;
    setEndpoint(text);
    setTrial(undefined);
    attempt.clear();
    onChange();
  };
  const check = async (text: string): Promise<void> => {
    change(text);
    const reply = await attempt.run({ endpoint: text.trim() });
    // It was changed meanwhile: what answered is not what would be saved.
    if (latest.current !== text) {
      attempt.clear();
      return;
    }
    if (!reply.ok) return;
    setTrial(reply.value);
    setName(nameFromEndpoint(text.trim()));
  };
  return { endpoint, trial, name, setName, change, check, attempt };
}
