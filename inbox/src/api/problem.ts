/** What went wrong with a request, in the hub's words (RFC 9457), with a reference that support can look up. */

import { t } from '@/texts';
import { number } from '@/texts/language';

interface FieldProblem {
  where: string;
  what: string;
}

interface FieldError extends FieldProblem {
  code?: string;
  limit?: number;
}

interface ProblemBody {
  code?: string;
  detail?: string;
  title?: string;
  request_id?: string;
  fields?: FieldError[];
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

/** By the hub's code of what is wrong with a field: pydantic's type of error, or one of the hub's own. */
const words: Readonly<Record<string, (limit: string) => string>> = {
  missing: () => t.wrongField.missing,
  string_too_long: (limit) => t.wrongField.tooLong(limit),
  string_too_short: (limit) => t.wrongField.tooShort(limit),
  too_long: (limit) => t.wrongField.tooMany(limit),
  too_short: (limit) => t.wrongField.tooFew(limit),
  less_than_equal: (limit) => t.wrongField.tooGreat(limit),
  greater_than_equal: (limit) => t.wrongField.tooSmall(limit),
  int_type: () => t.wrongField.noNumber,
  int_parsing: () => t.wrongField.noNumber,
  float_type: () => t.wrongField.noNumber,
  float_parsing: () => t.wrongField.noNumber,
  date_type: () => t.wrongField.noDate,
  date_parsing: () => t.wrongField.noDate,
  date_from_datetime_parsing: () => t.wrongField.noDate,
  datetime_type: () => t.wrongField.noTime,
  datetime_parsing: () => t.wrongField.noTime,
  datetime_from_date_parsing: () => t.wrongField.noTime,
  time_type: () => t.wrongField.noTime,
  time_parsing: () => t.wrongField.noTime,
  bool_type: () => t.wrongField.noBoolean,
  enum: () => t.wrongField.noChoice,
  literal_error: () => t.wrongField.noChoice,
  string_pattern_mismatch: () => t.wrongField.noForm,
  email: () => t.wrongField.noEmail,
  phone_number: () => t.wrongField.noPhone,
  url: () => t.wrongField.noUrl,
  url_refused: () => t.wrongField.urlRefused,
  taken: () => t.wrongField.taken,
  datetime_future: () => t.wrongField.past,
};

/** In the agent's language; what has no words there, in the hub's. */
function wordsOf({ what, code = '', limit = 0 }: FieldError): string {
  // one character is asked for where anything is
  if (limit === 1 && (code === 'string_too_short' || code === 'too_short')) return t.wrongField.missing;
  return words[code]?.(number(limit)) ?? what;
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const after = Number(response.headers.get('retry-after'));
  return new Problem(
    response.status,
    body.code ?? 'internal',
    t.problems[body.code ?? ''] ?? body.detail ?? body.title ?? t.problem.silent,
    body.request_id ?? response.headers.get('x-request-id'),
    (body.fields ?? []).map((field) => ({ where: field.where, what: wordsOf(field) })),
    after > 0 ? after : null,
  );
}
