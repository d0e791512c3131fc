/** For effects that ask the hub, or have nothing to ask: an answer counts only while its question is still asked. */
export function whileAsked<Answer>(
  answer: Promise<Answer> | null,
  take: (answer: Answer) => void,
  refuse: (error: unknown) => void = () => undefined,
): () => void {
  let isAsked = true;
  answer?.then(
    (found) => isAsked && take(found),
    (error: unknown) => isAsked && refuse(error),
  );
  return () => {
    isAsked = false;
  };
}
