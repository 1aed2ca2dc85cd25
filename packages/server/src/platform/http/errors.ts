import { ERRORS, type ErrorCode } from '@hostelry/contracts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusalOf } from '../database/constraints.ts';
import { DomainError, type FieldError } from '../errors.ts';
import type { ReportBug } from './server.ts';

/** The one place where errors become replies. */
export function handleErrors(app: FastifyInstance, reportBug?: ReportBug): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, reportBug));
  app.setNotFoundHandler((request, reply) => answerError(noRoute(request), request, reply));
}

/** A path that is not ours says so, lest its caller look for a missing record. */
function noRoute({ method, url }: FastifyRequest): DomainError {
  const path = url.split('?')[0]!;
  return new DomainError('NOT_FOUND', { path }, `There is no ${method} ${path} here; see /api/docs.`);
}

/** Answers a request with an error in the one shape that the API has for them. */
export function answerError(
  error: FastifyError | DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
  reportBug?: ReportBug,
): FastifyReply {
  const refusal = error instanceof DomainError ? error : (refusalOf(error) ?? refusalOfHttp(error as FastifyError));
  if (!refusal) {
    request.log.error({ err: error, request_id: request.id, url: request.url }, 'a request failed');
    reportBug?.(error, { request_id: request.id, route: request.routeOptions.url ?? 'unknown' });
    return respond(reply, request, 'INTERNAL');
  }
  if (refusal.status === 503 || refusal.status === 429)
    void reply.header('retry-after', String(refusal.details?.retry_after_seconds ?? 1));
  return respond(reply, request, refusal.code, refusal.message, refusal.details);
}

function respond(
  reply: FastifyReply,
  request: FastifyRequest,
  code: ErrorCode,
  message: string = ERRORS[code].message,
  details?: unknown,
): FastifyReply {
  return reply.status(ERRORS[code].status).send({
    ok: false,
    error: { code, message, ...(details === undefined ? {} : { details }), request_id: request.id },
  });
}

function refusalOfHttp(error: FastifyError): DomainError | null {
  if (error.validation)
    return new DomainError('BAD_INPUT', { fields: fieldErrors(error.validation, error.validationContext) });
  switch (error.statusCode) {
    case 400:
      return new DomainError('BAD_INPUT', { reason: error.message });
    case 413:
      return new DomainError('PAYLOAD_TOO_LARGE');
    case 415:
      return new DomainError('UNSUPPORTED_MEDIA_TYPE');
    case 429:
      return new DomainError('RATE_LIMITED', { retry_after_seconds: 60 });
    case 503:
      return new DomainError('BUSY', { retry_after_seconds: 2 });
    default:
      return null;
  }
}

interface Problem {
  instancePath: string;
  message?: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** One sentence per thing that is wrong: not what an alternative would have said, nor the same twice. */
function fieldErrors(problems: readonly Problem[], context: string | undefined): FieldError[] {
  const alternatives = problems.filter((problem) => problem.keyword === 'anyOf').map((problem) => problem.instancePath);
  const isNoise = (problem: Problem) =>
    problem.keyword === 'anyOf' || (problem.params.type === 'null' && alternatives.includes(problem.instancePath));
  const telling = problems.filter((problem) => !isNoise(problem));
  const errors = (telling.length > 0 ? telling : problems).map((problem) => fieldError(problem, context));
  return errors.filter(
    (error, index) =>
      errors.findIndex(({ field, message }) => field === error.field && message === error.message) === index,
  );
}

/** Names the field as the sender wrote it: `guest.name`, `lines[0].quantity`. */
function fieldError(problem: Problem, context: string | undefined): FieldError {
  const path = problem.instancePath
    .replace(/\/(\d+)/g, '[$1]')
    .replace(/\//g, '.')
    .replace(/^\./, '');
  const extra =
    problem.keyword === 'required'
      ? problem.params.missingProperty
      : problem.keyword === 'additionalProperties'
        ? problem.params.additionalProperty
        : null;
  const field = extra ? (path ? `${path}.${String(extra)}` : String(extra)) : path || context || 'body';
  return { field, message: messageOf(problem) };
}

const FORMATS: Record<string, string> = {
  date: 'must be a date of the calendar, YYYY-MM-DD',
  'date-time': 'must be an instant, such as 2026-01-31T12:00:00Z',
  email: 'must be an e-mail address',
  uuid: 'must be an id (a UUID)',
};

function messageOf({ keyword, params, message = 'is not valid' }: Problem): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'additionalProperties') return 'is not a field of this request';
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (keyword === 'format') return FORMATS[String(params.format)] ?? message;
  if ((keyword === 'minLength' && params.limit === 1) || (keyword === 'pattern' && params.pattern === '\\S'))
    return 'must not be blank';
  return message.replace('must NOT', 'must not');
}
