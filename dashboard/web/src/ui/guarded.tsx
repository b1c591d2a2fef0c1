import { Component, type ReactNode } from 'react';

/** What could not be shown, for people. */
export interface ShowFault {
  readonly title: string;
  readonly detail: string;
}

interface Props {
  /** What is shown depends on these: when one of them changes, what failed before is tried anew. */
  readonly by: readonly unknown[];
  readonly instead: (fault: ShowFault, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

interface State {
  readonly thrown?: { readonly error: unknown } | undefined;
}

/** A part that can't be drawn says so in its own place, and all else of the page stays. */
export class Guarded extends Component<Props, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { thrown: { error } };
  }

  override componentDidUpdate({ by }: Props): void {
    if (this.state.thrown !== undefined && by.some((one, i) => !Object.is(one, this.props.by[i]))) this.retry();
  }

  readonly retry = (): void => this.setState({ thrown: undefined });

  override render(): ReactNode {
    const { thrown } = this.state;
    return thrown === undefined ? this.props.children : this.props.instead(faultOf(thrown.error), this.retry);
  }
}

/** Every browser words it in its own way that a file of the page did not come. */
const isMissingFile = (error: unknown): boolean =>
  error instanceof TypeError && /import(ed|ing)|module script/i.test(error.message);

const faultOf = (error: unknown): ShowFault =>
  isMissingFile(error)
    ? {
        title: 'A part of the page did not come',
        detail: 'The connection was cut, or a newer version is there. Try again, or load the page again.',
      }
    : {
        title: 'This can’t be shown',
        detail: `Drawing it failed; nothing is lost. Tell who runs Sophia: “${error instanceof Error ? error.message : String(error)}”.`,
      };
