import type { DemonstrationPerson } from './issuer/people.js';

export type StartPage = { readonly publicUrl: string; readonly people: readonly DemonstrationPerson[]; readonly authorityId: string };

type Try = { readonly title: string; readonly lines: readonly string[] };

const JSON_BODY = "-H 'content-type: application/json'";
const WITH_TOKEN = '-H "authorization: Bearer $TOKEN"';

const signIn = (publicUrl: string, alias: string): string =>
  `TOKEN=$(curl -s ${publicUrl}/identity/v1/tokens ${JSON_BODY} -d '{"person":"${alias}"}' | sed -E 's/.*"accessToken":"([^"]+)".*/\\1/')`;

const idOf = (people: readonly DemonstrationPerson[], alias: string): string => people.find((person) => person.alias === alias)?.id ?? alias;

const tomorrow = (): string => new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const tries = ({ publicUrl, people, authorityId }: StartPage): readonly Try[] => {
  const id = (alias: string): string => idOf(people, alias);
  const designation = {
    authorityId, designeeId: id('lea'), kind: 'PRIMARY', function: 'HEAD_OF_SERVICE', from: tomorrow(),
    signatories: [{ personId: id('henri'), capacity: 'MAYOR' }, { personId: id('isabelle'), capacity: 'DIRECTOR_GENERAL' }],
  };
  const check = { subject: { type: 'person', id: id('lea') }, action: { name: 'read' }, resource: { type: 'category', id: `${authorityId}/FIN-BUD` }, context: { explain: true } };
  return [
    {
      title: 'Voir un pouvoir local, le catalogue et la charte, comme administratrice du SPW',
      lines: [
        signIn(publicUrl, 'amelie'),
        `curl -s ${publicUrl}/access-delegation/v1/authorities/${authorityId} ${WITH_TOKEN}`,
        `curl -s ${publicUrl}/access-delegation/v1/catalogue ${WITH_TOKEN}`,
        `curl -s ${publicUrl}/access-delegation/v1/charter ${WITH_TOKEN}`,
      ],
    },
    {
      title: 'Proposer Léa comme gestionnaire locale de sécurité, comme bourgmestre',
      lines: [signIn(publicUrl, 'henri'), `curl -s ${publicUrl}/access-delegation/v1/designations ${WITH_TOKEN} -H "idempotency-key: essai-${tomorrow()}" ${JSON_BODY} -d '${JSON.stringify(designation)}'`],
    },
    {
      title: 'Demander si Léa peut lire les budgets (OpenID AuthZEN): la réponse est non tant que personne ne lui a donné accès',
      lines: [signIn(publicUrl, 'lea'), `curl -s ${publicUrl}/access/v1/evaluation ${WITH_TOKEN} ${JSON_BODY} -d '${JSON.stringify(check)}'`],
    },
  ];
};

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:0 1rem 3rem;color:#222}
.banner{background:#7a1f00;color:#fff;margin:0 -1rem;padding:.5rem 1rem;font-weight:600}
pre{background:#f3f3f3;padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}td,th{padding:.2rem 1rem .2rem 0;text-align:left}`;

/** What somebody sees who opens the address in a browser. */
export const startPage = (page: StartPage): string => `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Guichet des pouvoirs locaux (démonstration)</title><style>${STYLE}</style></head>
<body>
<p class="banner" role="note">Démonstration: personnes et pouvoirs locaux inventés, connexion simulée. Aucune donnée réelle ici.</p>
<main>
<h1>Guichet des pouvoirs locaux</h1>
<p>Un pouvoir local envoie ses dossiers à la Région par le Guichet. Ce service-ci tient à jour <strong>qui peut y faire quoi, pour qui, depuis quand et grâce à qui</strong>: désignation des gestionnaires locaux de sécurité (GLS), octroi et retrait des accès, vérifications, et preuve de tout ce qui s'est passé.</p>
<h2>À essayer</h2>
${tries(page).map(({ title, lines }) => `<h3>${escaped(title)}</h3>\n<pre><code>${lines.map(escaped).join('\n')}</code></pre>`).join('\n')}
<p>Toute l'histoire, de la désignation au retrait vérifié, se déroule seule avec <code>npm run demo</code>.</p>
<h2>Personnes</h2>
<table><thead><tr><th scope="col">alias</th><th scope="col">nom</th><th scope="col">rôle</th></tr></thead>
<tbody>${page.people.map(({ alias, name, about }) => `<tr><td><code>${escaped(alias)}</code></td><td>${escaped(name)}</td><td>${escaped(about)}</td></tr>`).join('\n')}</tbody></table>
<h2>Interfaces</h2>
<ul>
<li>OpenAPI: <a href="/openapi/identity.json">identity</a>, <a href="/openapi/access-delegation.json">access-delegation</a>, <a href="/openapi/audit.json">audit</a></li>
<li>AuthZEN: <a href="/.well-known/authzen-configuration">/.well-known/authzen-configuration</a></li>
<li>État: <a href="/health/ready">/health/ready</a></li>
</ul>
</main>
</body>
</html>
`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
