/** The grey shapes of a thread that takes longer than a moment. */
import { Bone, useSlow } from '@/components/states';

const SHAPES = [
  { width: 320, height: 56, ours: false },
  { width: 180, height: 36, ours: false },
  { width: 360, height: 56, ours: true },
  { width: 240, height: 36, ours: false },
  { width: 200, height: 36, ours: true },
];

export function ThreadLoading() {
  const slow = useSlow(true);
  return (
    <div className="log bones" aria-busy="true">
      {slow &&
        SHAPES.map((shape) => (
          <div key={`${shape.width}-${shape.ours}`} className={`bone-msg ${shape.ours ? 'out' : ''}`}>
            <Bone width={shape.width} height={shape.height} />
          </div>
        ))}
    </div>
  );
}
