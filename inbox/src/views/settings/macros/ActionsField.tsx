/** The actions of a macro in their order: one is chosen, then what it is about. */
import { Plus, X } from 'lucide-react';
import type { MacroAction, Priority } from '@/api/types';
import { Btn, IconBtn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { statusChoices, statusName, useCustomStatuses } from '@/store/custom-statuses';
import { inWords, isGone } from '@/store/macros';
import { usePeople } from '@/store/people';
import { useTags } from '@/store/tags';
import { t } from '@/texts';

type Kind = keyof typeof t.macros.kinds;
interface Option {
  value: string;
  text: string;
  action: MacroAction;
}

const kindOf = (action: MacroAction): Kind =>
  action.type === 'snooze' && !action.hours ? 'snooze_reply' : action.type;

const HOURS = [1, 3, 8, 24, 48, 72, 168];

/** What an action of this kind may be about; one without a choice has itself alone. */
function optionsOf(kind: Kind): Option[] {
  const { users, teams } = usePeople.getState();
  const { tags } = useTags.getState();
  const of = (all: readonly { id: string; name: string }[], make: (id: string) => MacroAction) =>
    all.map(({ id, name }) => ({ value: id, text: name, action: make(id) }));
  switch (kind) {
    case 'assign':
      return of(
        users.filter((user) => user.is_active),
        (user_id) => ({ type: kind, user_id }),
      );
    case 'assign_team':
      return of(teams, (team_id) => ({ type: kind, team_id }));
    case 'add_tag':
    case 'remove_tag':
      return of(tags, (tag_id) => ({ type: kind, tag_id }));
    case 'set_status':
      return statusChoices(useCustomStatuses.getState().statuses).map((choice) => ({
        value: choice.custom?.id ?? choice.status,
        text: choice.custom ? t.macros.finer(choice.custom.name, t.status[choice.status]) : statusName(choice),
        action: { type: kind, status: choice.status, custom_status_id: choice.custom?.id ?? null },
      }));
    case 'set_priority':
      return (['low', 'normal', 'high', 'urgent'] satisfies Priority[]).map((priority) => ({
        value: priority,
        text: t.priority[priority],
        action: { type: kind, priority },
      }));
    case 'snooze':
      return HOURS.map((hours) => ({
        value: String(hours),
        text: t.macros.snooze(hours),
        action: { type: kind, hours },
      }));
    case 'snooze_reply':
      return [{ value: '', text: '', action: { type: 'snooze', hours: null } }];
    default:
      return [{ value: '', text: '', action: { type: kind } }];
  }
}

/** A status of one's own may have the name of one of the four. */
const ownOf = (action: MacroAction) => (action.type === 'set_status' ? (action.custom_status_id ?? null) : null);

const same = (one: MacroAction, other: MacroAction) => inWords(one) === inWords(other) && ownOf(one) === ownOf(other);

interface ActionsProps {
  actions: readonly MacroAction[];
  onChange: (actions: MacroAction[]) => void;
}

export function ActionsField({ actions, onChange }: ActionsProps) {
  return (
    <fieldset className="macro-actions">
      <legend className="label">{t.macros.actions}</legend>
      {actions.map((action, place) => (
        <One
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no name but their place
          key={place}
          action={action}
          onChange={(now) => onChange(actions.map((one, index) => (index === place ? now : one)))}
          onRemove={() => onChange(actions.filter((_, index) => index !== place))}
        />
      ))}
      <Btn
        size="sm"
        onPress={() => onChange([...actions, { type: 'set_status', status: 'resolved', custom_status_id: null }])}
      >
        <Icon of={Plus} size={14} />
        {t.macros.add}
      </Btn>
    </fieldset>
  );
}

interface OneProps {
  action: MacroAction;
  onChange: (action: MacroAction) => void;
  onRemove: () => void;
}

function One({ action, onChange, onRemove }: OneProps) {
  const kind = kindOf(action);
  const options = optionsOf(kind);
  const chosen = options.find((option) => same(option.action, action));
  const kinds = (Object.keys(t.macros.kinds) as Kind[]).filter((one) => one === kind || optionsOf(one).length > 0);
  const take = (option: Option | undefined) => option && onChange(option.action);
  return (
    <div className="macro-action">
      <select
        className="field"
        aria-label={t.macros.which}
        value={kind}
        onChange={(event) => take(optionsOf(event.target.value as Kind)[0])}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {t.macros.kinds[one]}
          </option>
        ))}
      </select>
      {(options.length > 1 || options[0]?.text || isGone(action)) && (
        <select
          className={`field ${isGone(action) ? 'err' : ''}`}
          aria-label={t.macros.what}
          value={chosen?.value ?? 'gone'}
          onChange={(event) => take(options.find((option) => option.value === event.target.value))}
        >
          {!chosen && <option value="gone">{inWords(action)}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
      <IconBtn icon={X} label={t.macros.takeOut(inWords(action))} onPress={onRemove} />
    </div>
  );
}
