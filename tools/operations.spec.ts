import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from '@jest/globals';
import { describedMetrics } from '../libs/hosting/src/observing/described-metrics.js';

type Rule = { readonly alert: string; readonly expr: string; readonly labels: { readonly severity: string }; readonly annotations: { readonly summary: string } };
type Rules = { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
type Dashboard = { readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[] };

const text = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const rules = (load(text('deploy/prometheus/alerts.yml')) as Rules).groups.flatMap((group) => group.rules);
const { panels } = JSON.parse(text('deploy/grafana/dashboards/guichet.json')) as Dashboard;
const page = text('docs/operations.md');

const OF_A_HISTOGRAM = /_(bucket|count|sum)$/;
const metrics = new Map(describedMetrics().map((metric) => [metric.name, metric]));
const named = (expression: string): readonly string[] => (expression.match(/\b(guichet|http)_\w+/g) ?? []).map((name) => (metrics.has(name) ? name : name.replace(OF_A_HISTOGRAM, '')));
const labelsIn = (expression: string): readonly string[] => [
  ...[...expression.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, list = '']) => list.split(', ')),
  ...[...expression.matchAll(/(\w+)(?:=|!=|=~|!~)"/g)].map(([, label = '']) => label),
];
const ANY = ['service', 'instance', 'job', 'name', 'le', 'fstype'];

const asked = [...rules.map(({ alert, expr }) => [alert, expr] as const), ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const))];

describe('what is watched', () => {
  it.each(asked)('%s asks for metrics and labels that there are', (_, expression) => {
    const names = named(expression);
    expect(names.filter((name) => !metrics.has(name))).toEqual([]);
    const labels = new Set([...ANY, ...names.flatMap((name) => metrics.get(name)?.labels ?? [])]);
    expect(labelsIn(expression).filter((label) => !labels.has(label))).toEqual([]);
  });

  it('is most of what is measured', () => {
    const seen = new Set(asked.flatMap(([, expression]) => named(expression)));
    expect([...metrics.keys()].filter((name) => !seen.has(name))).toEqual([]);
  });
});

describe('every alert', () => {
  it.each(rules)('$alert has its paragraph, an urgency and a sentence', ({ alert, labels, annotations }) => {
    expect(page).toContain(`### ${alert}\n**Means** `);
    expect(['page', 'ticket']).toContain(labels.severity);
    expect(annotations.summary.length).toBeGreaterThan(10);
  });

  it('that has a paragraph is one', () => {
    const paragraphs = [...page.matchAll(/### (\w+)\n\*\*Means\*\*/g)].map(([, name]) => name);
    expect(paragraphs.toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted());
  });
});
