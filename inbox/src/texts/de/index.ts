import type { Texts } from '..';
import { auth } from './auth';
import { causes } from './causes';
import { composer } from './composer';
import { list } from './list';
import { macros } from './macros';
import { palette } from './palette';
import { panel } from './panel';
import { problems } from './problems';
import { shell } from './shell';
import { thread } from './thread';

export const texts: Texts = {
  ...shell,
  ...list,
  ...thread,
  ...causes,
  ...composer,
  ...macros,
  ...panel,
  ...palette,
  ...auth,
  ...problems,
};
