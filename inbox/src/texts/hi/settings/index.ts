import type { SettingsTexts } from '../../settings';
import { attributes } from './attributes';
import { audit } from './audit';
import { common } from './common';
import { features } from './features';
import { hours } from './hours';
import { keys } from './keys';
import { letters } from './letters';
import { people } from './people';
import { profile } from './profile';
import { replies } from './replies';
import { roles } from './roles';
import { rules } from './rules';
import { statuses } from './statuses';
import { tags } from './tags';
import { teams } from './teams';
import { webhooks } from './webhooks';
import { widget } from './widget';
import { workspace } from './workspace';

export const settings: SettingsTexts = {
  ...common,
  ...profile,
  ...workspace,
  ...people,
  ...teams,
  ...roles,
  ...hours,
  ...features,
  ...rules,
  ...statuses,
  ...tags,
  ...attributes,
  ...replies,
  ...widget,
  ...letters,
  ...keys,
  ...webhooks,
  ...audit,
};
