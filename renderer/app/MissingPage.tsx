import Link from '@cloudscape-design/components/link';
import { FLEET, hrefOf } from '../ui/paths.ts';
import { Page } from '../ui/Page.tsx';

/** The address names no page. */
export const MissingPage = () => (
  <Page title="No such page">
    There is nothing at this address. <Link href={hrefOf(FLEET)}>Open the fleet</Link>
  </Page>
);
