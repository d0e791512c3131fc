/** The edge of the list, to be drawn or moved with the arrow keys. */
import { setLook, useLook } from '@/store/look';
import { t } from '@/texts';

const NARROW = 300;
const WIDE = 460;
const STEP = 16;

const within = (width: number) => Math.round(Math.min(WIDE, Math.max(NARROW, width)));

/** Which way along the line is wider: to the left where text runs from the right. */
const forward = () => (document.documentElement.dir === 'rtl' ? -1 : 1);

export function ListResizer() {
  const width = useLook((look) => look.listWidth);
  const to = (next: number) => setLook({ listWidth: within(next) });
  const draw = (down: React.PointerEvent<HTMLElement>) => {
    const edge = down.currentTarget;
    const start = down.clientX - width * forward();
    edge.setPointerCapture(down.pointerId);
    edge.onpointermove = (move) => to((move.clientX - start) * forward());
    edge.onpointerup = () => {
      edge.onpointermove = null;
    };
  };
  return (
    <div
      className="list-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={t.list.width}
      aria-valuemin={NARROW}
      aria-valuemax={WIDE}
      aria-valuenow={within(width)}
      tabIndex={0}
      onPointerDown={draw}
      onDoubleClick={() => to(348)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') to(width - STEP * forward());
        if (event.key === 'ArrowRight') to(width + STEP * forward());
      }}
    />
  );
}
