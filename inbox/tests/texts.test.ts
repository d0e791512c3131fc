/** Every language says everything, nothing is said that is not shown, and no view has words of its own. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { texts as ar } from '@/texts/ar';
import { reports as arReports } from '@/texts/ar/reports';
import { settings as arSettings } from '@/texts/ar/settings';
import { texts as de } from '@/texts/de';
import { reports as deReports } from '@/texts/de/reports';
import { settings as deSettings } from '@/texts/de/settings';
import { texts as en } from '@/texts/en';
import { reports as enReports } from '@/texts/en/reports';
import { settings as enSettings } from '@/texts/en/settings';
import { texts as es } from '@/texts/es';
import { reports as esReports } from '@/texts/es/reports';
import { settings as esSettings } from '@/texts/es/settings';
import { texts as hi } from '@/texts/hi';
import { reports as hiReports } from '@/texts/hi/reports';
import { settings as hiSettings } from '@/texts/hi/settings';
import { apart } from '@/texts/translation';

type Said = string | ((...given: unknown[]) => string);

const english = flat({ t: { ...en, problems: de.problems }, s: enSettings, r: enReports });
const others = {
  de: flat({ t: de, s: deSettings, r: deReports }),
  es: flat({ t: es, s: esSettings, r: esReports }),
  hi: flat({ t: hi, s: hiSettings, r: hiReports }),
  ar: flat({ t: ar, s: arSettings, r: arReports }),
};

/** Every text by its path, "t.list.you". */
function flat(texts: object, path: string[] = []): Map<string, Said> {
  const found = Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'object' ? [...flat(text, [...path, key])] : [[[...path, key].join('.'), text] as const],
  );
  return new Map(found);
}

/** What is to be filled in, each told from the others: numbers where the English text counts. */
function filled(text: Said): string[] {
  if (typeof text === 'string') return [];
  const names = /\(?([\w, ]*)\)?\s*=>/u.exec(text.toString())?.[1]?.split(/,\s*/u) ?? [];
  const counts = /^(?:count|minutes|most|size|shown|written)$/u;
  return names.map((name, index) => (counts.test(name) ? `${210 - index}` : `x${index}x`));
}

function say(text: Said, given: string[]): string {
  return typeof text === 'string' ? text : text(...given.map((one) => (/^\d/u.test(one) ? Number(one) : one)));
}

describe.each(Object.entries(others))('%s', (_, texts) => {
  test('says what English says, and nothing else', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('fills in the same', () => {
    const wrong = [...english].filter(([path, text]) => {
      const given = filled(text);
      const [there, here] = [say(text, given), say(texts.get(path) ?? '', given)];
      return !here.trim() || given.some((one) => there.includes(one) !== here.includes(one));
    });
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  test('counts from nothing to many', () => {
    const counting = [...english].filter(([, text]) => typeof text !== 'string' && /count/u.test(text.toString()));
    for (const [path] of counting)
      for (const count of [0, 1, 2, 5, 21, 100, 1000]) {
        const said = say(texts.get(path) ?? '', [String(count), 'x', 'x']);
        expect(said, path).not.toMatch(/undefined|NaN|#/u);
      }
  });
});

test('a name does not turn an Arabic sentence around', () => {
  expect(apart(ar).header.assignedTo('Maya')).toContain('\u2068Maya\u2069');
});

const files = globSync(fileURLToPath(new URL('../src/**/*.{ts,tsx}', import.meta.url)))
  .filter((file) => !file.includes('/texts/') && !file.endsWith('schema.d.ts'))
  .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));

const nodes = files.flatMap((file) => {
  const all: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    all.push(node);
    node.forEachChild(visit);
  };
  visit(file);
  return all;
});

const place = (node: ts.Node) => {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName.split('/src/')[1]}:${line + 1} ${node.getText().trim().slice(0, 60)}`;
};

/** The texts that the sources name: "t.list.you", or "t.status" where one of several is chosen as it runs. */
const named = nodes.flatMap((node) => {
  if (!ts.isIdentifier(node) || !['t', 's', 'r'].includes(node.text)) return [];
  if (!ts.isPropertyAccessExpression(node.parent) || node.parent.expression !== node) return [];
  let whole: ts.Node = node;
  let path = node.text;
  while (ts.isPropertyAccessExpression(whole.parent) && whole.parent.expression === whole) {
    whole = whole.parent;
    path += `.${(whole as ts.PropertyAccessExpression).name.text}`;
  }
  return [{ node: whole, path }];
});

test('every text is shown somewhere', () => {
  const paths = new Set(named.map(({ path }) => path));
  const isNamed = (path: string): boolean =>
    paths.has(path) || (path.includes('.') && isNamed(path.slice(0, path.lastIndexOf('.'))));
  expect([...english.keys()].filter((path) => !isNamed(path))).toEqual([]);
});

test('no text is read while a module loads, before the language is known', () => {
  const inFunction = (node: ts.Node): boolean =>
    ts.isFunctionLike(node) || (node.parent !== undefined && inFunction(node.parent));
  expect(named.filter(({ node }) => !inFunction(node)).map(({ node }) => place(node))).toEqual([]);
});

const SHOWN = new Set(['label', 'title', 'placeholder', 'alt', 'aria-label', 'aria-description', 'more', 'help']);
/** Keys and code are the same in every language. */
const SAME = new Set(['kbd', 'code', 'pre']);
const WORD = /\p{L}{2,}/u;

test('no view has words of its own', () => {
  const own = nodes.filter((node) => {
    if (ts.isJsxText(node)) {
      const around = node.parent;
      return WORD.test(node.text) && !(ts.isJsxElement(around) && SAME.has(around.openingElement.tagName.getText()));
    }
    if (ts.isJsxAttribute(node))
      return Boolean(
        SHOWN.has(node.name.getText()) &&
          node.initializer &&
          ts.isStringLiteral(node.initializer) &&
          WORD.test(node.initializer.text),
      );
    if (ts.isTemplateExpression(node) && ts.isJsxExpression(node.parent) && !ts.isJsxAttribute(node.parent.parent))
      return [node.head, ...node.templateSpans.map((span) => span.literal)].some((part) => WORD.test(part.text));
    return false;
  });
  expect(own.map(place)).toEqual([]);
});
