import { memo, type JSX } from 'react';
import { Berths, type BerthsProps } from '../../ui/Berths.tsx';

/** The berths of a card; drawn again only when one of them has become another, not with each probe. */
export const CardBerths = memo(
  function CardBerths(props: BerthsProps): JSX.Element {
    return <Berths {...props} />;
  },
  (before, now) =>
    before.active === now.active &&
    before.blue.state === now.blue.state &&
    before.blue.version === now.blue.version &&
    before.green.state === now.green.state &&
    before.green.version === now.green.version,
);
