import { memo, type JSX } from 'react';
import { useCancel } from '../../app/use-cancel.ts';
import { IconButton } from '../../ui/IconButton.tsx';

export interface CancelButtonProps {
  readonly operation: string;
  /** What is cancelled. */
  readonly label: string;
  readonly tabIndex: 0 | -1;
}

/** Ends what this process performs. It is not drawn again with what the operation says meanwhile. */
export const CancelButton = memo(function CancelButton({
  operation,
  label,
  tabIndex,
}: CancelButtonProps): JSX.Element {
  const { cancel, busy } = useCancel(operation);
  return (
    <IconButton icon="stop" size="small" label={label} tabIndex={tabIndex} busy={busy} onClick={cancel} />
  );
});
