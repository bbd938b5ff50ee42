import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { UnreadPage } from './UnreadPage.tsx';
import { UnreadPart } from './readLater.tsx';

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

  private readonly again = (): void => this.setState(whole);

  override render(): ReactNode {
    const { error, where } = this.state;
    if (error === null) return this.props.children;
    if (error instanceof UnreadPart) return <UnreadPage onLeave={this.props.onLeave} />;
    const action = (
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={this.again}>Try again</Button>
        <Button onClick={this.props.onLeave}>Open the fleet</Button>
      </SpaceBetween>
    );
    return (
      <Alert type="error" header="This page failed" action={action}>
        It is a fault of Streamgauge, not of what is watched; the other pages work. Report it with this text:
        <Box variant="pre">{error.message + where}</Box>
      </Alert>
    );
  }
}
