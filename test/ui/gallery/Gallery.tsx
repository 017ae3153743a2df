import type { JSX } from 'react';
import { ICON_PATHS, type IconName } from '../../../renderer/ui/icon-paths.ts';
import { Berths } from '../../../renderer/ui/Berths.tsx';
import { Button } from '../../../renderer/ui/Button.tsx';
import { ColourMark } from '../../../renderer/ui/ColourMark.tsx';
import { CopyText } from '../../../renderer/ui/CopyText.tsx';
import { DiffList } from '../../../renderer/ui/DiffList.tsx';
import { EmptyState } from '../../../renderer/ui/EmptyState.tsx';
import { Facts } from '../../../renderer/ui/Facts.tsx';
import { Icon } from '../../../renderer/ui/Icon.tsx';
import { IconButton } from '../../../renderer/ui/IconButton.tsx';
import { Mark } from '../../../renderer/ui/Mark.tsx';
import { Menu } from '../../../renderer/ui/Menu.tsx';
import { Panel } from '../../../renderer/ui/Panel.tsx';
import { Problem } from '../../../renderer/ui/Problem.tsx';
import { RelativeTime } from '../../../renderer/ui/RelativeTime.tsx';
import { GalleryForm } from './GalleryForm.tsx';
import { GalleryMeasures } from './GalleryMeasures.tsx';
import { GalleryTables } from './GalleryTables.tsx';
import './gallery.css';

const EIGHT_MINUTES_AGO = Date.now() - 8 * 60_000;
const nothing = (): void => undefined;

/** Every part of the interface once, to be looked at and checked in both themes. */
export function Gallery(): JSX.Element {
  return (
    <div className="gallery">
      <Panel title="Buttons">
        <div className="row">
          <Button>Default</Button>
          <Button variant="primary" kbd="↵">
            Promote
          </Button>
          <Button variant="danger" icon="trash">
            Remove
          </Button>
          <Button variant="quiet" kbd="Esc">
            Cancel
          </Button>
          <Button busy>Building</Button>
          <Button unavailable="It soaks for another 12 min">Promote</Button>
        </div>
        <div className="row">
          <Button size="small" icon="undo">
            Back to v40
          </Button>
          <Button size="small" variant="quiet" icon="filter">
            Filter
          </Button>
          <IconButton icon="pause" label="Pause" />
          <IconButton icon="pin" label="Pin" pressed />
          <IconButton icon="download" label="Download" bordered />
          <IconButton icon="refresh" label="Refresh" busy size="small" />
          <Menu label="Actions for web" entries={[{ label: 'Roll back', icon: 'undo', onSelect: nothing }]} />
          <Menu label="Sort" text="Sort" entries={[{ label: 'By name', onSelect: nothing }]} />
        </div>
      </Panel>
      <Panel title="Marks and words" sub="never by colour alone">
        <div className="row">
          <Mark tone="warn">drift 2</Mark>
          <Mark tone="bad">failing 2 min</Mark>
          <Mark tone="quiet">withdrawn</Mark>
          <Mark tone="accent" icon="upload">
            update
          </Mark>
          <ColourMark colour="blue" />
          <ColourMark colour="green" />
          <RelativeTime at={EIGHT_MINUTES_AGO} />
        </div>
        <CopyText text="sha256:9c41e07b12f0a4f1" shown="9c41e07b12f0" what="image id" />
        <Facts
          facts={[
            { name: 'Now', value: 'v13 in blue, 2 of 2 well' },
            { name: 'Then', value: 'v15 in green, v13 stays warm for 15 min' },
          ]}
        />
        <DiffList
          differences={[
            { kind: 'added', name: 'CACHE_TTL', after: '60' },
            { kind: 'changed', name: 'LOG_LEVEL', before: 'info', after: 'warn' },
            { kind: 'changed', name: 'DB_PASSWORD', note: 'secret, changed' },
            { kind: 'removed', name: 'LEGACY_LOGIN' },
          ]}
        />
      </Panel>
      <Panel title="Berths" sub="the gate leans to the one that serves">
        <Berths
          active="blue"
          blue={{ state: 'serving', version: 'v16' }}
          green={{ state: 'warm', version: 'v15' }}
        />
        <Berths active="green" blue={{ state: 'empty' }} green={{ state: 'serving', version: 'v15' }} />
        <Berths
          active="blue"
          blue={{ state: 'serving', version: 'v41' }}
          green={{ state: 'starting', version: 'v42' }}
        />
        <Berths
          active="green"
          blue={{ state: 'stopped', version: 'v7' }}
          green={{ state: 'serving', version: 'v8' }}
        />
        <Berths blue={{ state: 'starting', version: 'v1' }} green={{ state: 'empty' }} />
      </Panel>
      <Panel title="Icons">
        <div className="icons">
          {(Object.keys(ICON_PATHS) as IconName[]).map((name) => (
            <span key={name}>
              <Icon name={name} />
              <small>{name}</small>
            </span>
          ))}
        </div>
      </Panel>
      <GalleryMeasures />
      <GalleryForm />
      <GalleryTables />
      <Panel title="Problem">
        <Problem
          title="nuc-2 cannot be asked"
          problem={{
            code: 'engine.unreachable',
            message: 'The engine of nuc-2 does not answer at ssh://nuc-2. Is it switched on?',
            details: { endpoint: 'ssh://nuc-2', attempts: 3 },
            retry: true,
          }}
          onRetry={nothing}
        />
      </Panel>
      <Panel title="Empty">
        <EmptyState
          title="No app yet"
          icon="folder"
          action={<Button variant="primary">Choose a folder</Button>}
        >
          Choose a folder with a Dockerfile; Twinberth reads it and proposes the rest.
        </EmptyState>
      </Panel>
    </div>
  );
}
