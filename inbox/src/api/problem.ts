/** What went wrong with a request, in the hub's words (RFC 9457), with a reference that support can look up. */

import { t } from '@/texts';

export interface FieldProblem {
  where: string;
  what: string;
}

interface ProblemBody {
  code?: string;
  detail?: string;
  title?: string;
  request_id?: string;
  fields?: FieldProblem[];
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly reference: string | null = null,
    readonly fields: FieldProblem[] = [],
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
  }

  /** Nothing was wrong with the request itself: trying again can help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What is wrong with one field of the body, if the hub said so. */
  field(name: string): string | undefined {
    return this.fields.find((field) => field.where === `body.${name}` || field.where.startsWith(`body.${name}.`))?.what;
  }
}

/** Whatever was thrown, as something that can be shown. */
export const asProblem = (error: unknown, text = ''): Problem =>
  error instanceof Problem ? error : new Problem(0, 'internal', text);

export function unreachable(): Problem {
  return new Problem(0, 'unreachable', t.problem.unreachable);
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const after = Number(response.headers.get('retry-after'));
  return new Problem(
    response.status,
    body.code ?? 'internal',
    t.problems[body.code ?? ''] ?? body.detail ?? body.title ?? t.problem.silent,
    body.request_id ?? response.headers.get('x-request-id'),
    body.fields ?? [],
    after > 0 ? after : null,
  );
}
