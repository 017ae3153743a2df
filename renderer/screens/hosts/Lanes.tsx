import { useState, type JSX } from 'react';
import type { LaneView } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Column } from '../../ui/table-column.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { AddLane } from './AddLane.tsx';
import { explainPolicy } from './explain-policy.ts';
import { RemoveLane } from './RemoveLane.tsx';

/** The environments in the order of promotion, with what each asks of a release. */
export function Lanes(): JSX.Element {
  const lanes = useHouse((state) => state.lanes);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<string>();
  const columns: readonly Column<LaneView>[] = [
    { key: 'name', head: 'Environment', cell: ({ name }) => <strong>{name}</strong> },
    { key: 'hosts', head: 'Hosts', cell: ({ hosts }) => hosts.join(', ') },
    { key: 'policy', head: 'What it asks of a release', cell: ({ policy }) => explainPolicy(policy) },
    {
      key: 'remove',
      head: <VisuallyHidden>Actions</VisuallyHidden>,
      end: true,
      cell: ({ name }) => (
        <IconButton
          icon="trash"
          size="small"
          label={`Remove environment ${name}`}
          onClick={() => setRemoving(name)}
        />
      ),
    },
  ];
  return (
    <Panel
      title="Environments"
      sub="in the order of promotion"
      flush
      actions={
        <Button size="small" icon="plus" onClick={() => setAdding(true)}>
          Add environment
        </Button>
      }
    >
      <Table label="Environments" columns={columns} rows={lanes} rowKey={({ id }) => id} />
      {adding && <AddLane onClose={() => setAdding(false)} />}
      {removing !== undefined && <RemoveLane name={removing} onClose={() => setRemoving(undefined)} />}
    </Panel>
  );
}
