/** Domains as people type them: what is meant, or what is wrong in words. */
import { s } from '@/texts/settings';

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** `shop.example`, `*.shop.example`, `localhost:8080`, from whatever was pasted. */
export function tidyDomain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//u, '')
    .replace(/[/?#].*$/u, '');
}

function isDomain(text: string): boolean {
  const [host = '', port, ...rest] = text.split(':');
  if (rest.length > 0 || (port !== undefined && !/^\d{1,5}$/u.test(port))) return false;
  const labels = host.replace(/^\*\./u, '').split('.');
  return (labels.length > 1 || host === 'localhost') && labels.every((label) => LABEL.test(label));
}

interface DomainProblem {
  text: string;
  meant: string | null;
}

export function domainProblem(typed: string, others: readonly string[]): DomainProblem | null {
  const tidy = tidyDomain(typed);
  if (/\s/u.test(tidy)) {
    const joined = tidy.replace(/\s+/gu, '.');
    return { text: s.widget.domainSpaces, meant: isDomain(joined) ? joined : null };
  }
  if (!isDomain(tidy)) return { text: s.widget.domainWrong, meant: null };
  return others.includes(tidy) ? { text: s.widget.domainTwice, meant: null } : null;
}
