import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { hasPage, usePageTitle } from './pageTitle.ts';

interface PageProps {
  /** Plain text: also the window's title and the last breadcrumb. */
  readonly title: string;
  /** Right of the heading: a badge of state, say. */
  readonly beside?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its heading takes the focus when one comes from another page, so that keyboards and screen readers start there. */
export function Page({ title, beside, description, actions, children }: PageProps) {
  const heading = useRef<HTMLSpanElement>(null);
  // Before the title: the first page of a visit is where the browser begins by itself.
  useEffect(() => {
    if (hasPage()) heading.current?.focus({ preventScroll: true });
  }, []);
  usePageTitle(title);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={description} actions={actions}>
          <span ref={heading} tabIndex={-1} className="page-heading">
            {title}
          </span>
          {beside === undefined ? null : (
            <Box display="inline-block" margin={{ left: 's' }}>
              {beside}
            </Box>
          )}
        </Header>
      }
    >
      {children}
    </ContentLayout>
  );
}
