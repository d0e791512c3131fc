/** Sends one file with progress, which fetch cannot tell. */
import { accessToken, address } from './client';
import { Problem, unreachable } from './problem';
import type { Attachment } from './types';

export interface Upload {
  done: Promise<Attachment>;
  cancel: () => void;
}

export function upload(file: File, onProgress: (share: number) => void): Upload {
  const call = new XMLHttpRequest();
  let cancelled = false;
  const done = accessToken().then(
    (token) =>
      new Promise<Attachment>((resolve, reject) => {
        if (cancelled) return reject(unreachable());
        call.open('POST', address('/files', { name: file.name }));
        call.setRequestHeader('Authorization', `Bearer ${token}`);
        call.setRequestHeader('Content-Type', 'application/octet-stream');
        call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
        call.onload = () => (call.status < 300 ? resolve(JSON.parse(call.responseText)) : reject(problemIn(call)));
        call.onerror = () => reject(unreachable());
        call.onabort = () => reject(unreachable());
        call.send(file);
      }),
  );
  return {
    done,
    cancel: () => {
      cancelled = true;
      call.abort();
    },
  };
}

function problemIn(call: XMLHttpRequest): Problem {
  try {
    const body = JSON.parse(call.responseText) as { code?: string; detail?: string; request_id?: string };
    return new Problem(call.status, body.code ?? 'internal', body.detail ?? '', body.request_id ?? null);
  } catch {
    return new Problem(call.status, call.status === 413 ? 'too_large' : 'internal', '');
  }
}
