/** The sites that may carry the chat; what is typed is tidied, and what is wrong is said with what was meant. */
import { Globe, X } from 'lucide-react';
import { useState } from 'react';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { s } from '@/texts/settings';
import { domainProblem, tidyDomain } from './domains';

interface DomainsProps {
  domains: readonly string[];
  onChange: (domains: string[]) => void;
}

export function Domains({ domains, onChange }: DomainsProps) {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const problem = typed.trim() ? domainProblem(typed, domains) : null;
  const add = (text: string) => {
    setTried(true);
    if (!text.trim() || domainProblem(text, domains)) return;
    onChange([...domains, tidyDomain(text)]);
    setTyped('');
    setTried(false);
  };
  return (
    <>
      <label className="label" htmlFor="new-domain">
        {s.widget.domains}
      </label>
      {domains.map((domain) => (
        <div className="domain" key={domain}>
          <Icon of={Globe} size={15} className="f3" />
          <span className="grow cut">{domain}</span>
          <button
            type="button"
            className="upl-x"
            aria-label={s.widget.removeDomain(domain)}
            onClick={() => onChange(domains.filter((one) => one !== domain))}
          >
            <Icon of={X} size={14} />
          </button>
        </div>
      ))}
      <div className="domain-new">
        <input
          id="new-domain"
          className={`field ${tried && problem ? 'err' : ''}`}
          value={typed}
          placeholder={s.widget.addDomain}
          aria-invalid={tried && problem !== null}
          aria-describedby="domain-help"
          onChange={(event) => [setTyped(event.target.value), setTried(false)]}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add(typed);
          }}
        />
        <Btn isDisabled={!typed.trim()} onPress={() => add(typed)}>
          {s.widget.domainDeed}
        </Btn>
      </div>
      {tried && problem ? (
        <p className="help bad" id="domain-help" role="alert">
          <span>
            {problem.text}
            {problem.meant && (
              <>
                {' '}
                {s.widget.didYouMean}{' '}
                <button type="button" className="deed" onClick={() => add(problem.meant ?? '')}>
                  {problem.meant}
                </button>
                ?
              </>
            )}
          </span>
        </p>
      ) : (
        <p className="help" id="domain-help">
          {s.widget.domainsHelp}
        </p>
      )}
    </>
  );
}
