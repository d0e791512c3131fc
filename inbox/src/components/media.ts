/** The widths at which the layout changes; the same numbers stand in the styles. */
import { useSyncExternalStore } from 'react';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Four columns. */
export const useWide = () => useMedia('(min-width: 1280px)');
/** So little room beside the list that the quieter deeds of a conversation are in its menu only. */
export const useTight = () => useMedia('(max-width: 899px)');
/** One pane at a time. */
export const usePhone = () => useMedia('(max-width: 767px)');
export const isPhone = () => matchMedia('(max-width: 767px)').matches;
