import type { Result } from '#shared/model/sourceError.ts';
import type { Reply, SimulatorRequest } from '../../http/request.ts';
import type { AwsError } from '../awsError.ts';
import type { Service } from '../service.ts';

/**
 * How requests and answers are written. Operations know nothing of it: they take what JSON can say, and return that, with `Date` for
 * moments and `Map` for maps, which each protocol writes in its own way.
 */
export interface Protocol {
  /** What a request asks for, when it is written in this protocol. */
  find(request: SimulatorRequest, services: readonly Service[]): Asked | null;
  /** The input of the operation. */
  read(request: SimulatorRequest): Result<unknown, AwsError>;
  /** True when numbers and the like come as text. */
  readonly textual: boolean;
  answer(output: object, asked: Asked, requestId: string): Reply;
  refuse(error: AwsError, asked: Asked, request: SimulatorRequest, requestId: string): Reply;
}

export interface Asked {
  /** Null when the simulator has no such service. */
  readonly service: Service | null;
  /** The operation's name, whether or not there is one. */
  readonly operation: string;
}

/** Who is to blame, as the Query protocol says it. */
export const fault = ({ status }: AwsError): 'Sender' | 'Receiver' => (status < 500 ? 'Sender' : 'Receiver');

/** The name that an error has in the service's Query protocol. */
export const queryCode = ({ service }: Asked, { code }: AwsError): string => service?.queryCodes?.[code] ?? code;

/** Clients that were written for the Query protocol ask newer ones for its codes. */
export const queryError = (error: AwsError, asked: Asked, { headers }: SimulatorRequest): Readonly<Record<string, string>> =>
  asked.service?.queryCodes != null && headers['x-amzn-query-mode'] === 'true'
    ? { 'x-amzn-query-error': `${queryCode(asked, error)};${fault(error)}` }
    : {};
