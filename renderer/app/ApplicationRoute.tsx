import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { ApplicationPage } from '../features/application/ApplicationPage.tsx';
import { JobGraph } from '../features/jobGraph/JobGraph.tsx';
import { ConnectionScope } from '../ui/ConnectionScope.ts';

/** Puts the features that make up an application's page together; another application is another page. */
export const ApplicationRoute = ({ application }: { readonly application: ApplicationRef }) => (
  <ConnectionScope value={application.connection}>
    <ApplicationPage
      key={refKey(application)}
      applicationRef={application}
      jobGraph={<JobGraph applicationRef={application} />}
    />
  </ConnectionScope>
);
