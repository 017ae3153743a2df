import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from './Screen.tsx';

interface State {
  readonly error: Error | undefined;
}

/** A screen that breaks takes neither the rail nor the other screens with it. */
export class ScreenBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const message = `This screen stopped: ${error.message}. What runs on your hosts is not touched by that.`;
    return (
      <Screen title="Something broke here">
        <Problem
          problem={{ code: 'internal', message, details: { stack: error.stack ?? '' }, retry: true }}
          // A part of the program that could not be loaded is only asked for again by a new page.
          onRetry={() => window.location.reload()}
        />
      </Screen>
    );
  }
}
