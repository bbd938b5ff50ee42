import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { UnreadPart, readAgain } from './readLater.tsx';

interface BoundaryProps {
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: Error | null;
  /** The components around the failure, innermost first. */
  readonly where: string;
}

const whole: BoundaryState = { error: null, where: '' };

/** A page that fails takes only itself down: the frame stays, with a way back. (React offers this to classes alone.) */
export class PageBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = whole;

  static getDerivedStateFromError(error: Error): Partial<BoundaryState> {
    return { error };
  }

  override componentDidCatch(_error: Error, { componentStack }: ErrorInfo): void {
    this.setState({ where: (componentStack ?? '').split('\n').slice(0, 6).join('\n') });
  }

  override componentWillUnmount(): void {
    readAgain();
  }

  private readonly again = (): void => {
    readAgain();
    this.setState(whole);
  };

  override render(): ReactNode {
    const { error, where } = this.state;
    if (error === null) return this.props.children;
    const action = (
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={this.again}>Try again</Button>
        <Button onClick={this.props.onLeave}>Open the fleet</Button>
      </SpaceBetween>
    );
    if (error instanceof UnreadPart)
      return (
        <Alert type="warning" header="This page could not be loaded" action={action}>
          Pages are read from Streamgauge’s host when they are opened first, and the host does not answer. What was opened before
          is still there, as it was then.
        </Alert>
      );
    return (
      <Alert type="error" header="This page failed" action={action}>
        It is a fault of Streamgauge, not of what is watched; the other pages work. Report it with this text:
        <Box variant="pre">{error.message + where}</Box>
      </Alert>
    );
  }
}
