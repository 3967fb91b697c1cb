/** One page of sections.ts as others write it: the same elements in the same order, in Hugo's language and in Nunjucks. */

export const HUGO = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title><meta name="description" content="{{ .Description }}"><link rel="stylesheet" href="/site.css"></head>
<body><header><a href="/">MCP Risk Index</a></header><main>
{{ range .Params.sections }}<section><h2>{{ .title }}</h2>
{{ range .paragraphs }}<p>{{ . }}</p>{{ end }}
{{ with .rows }}<table>{{ range . }}<tr>{{ range . }}<td>{{ . }}</td>{{ end }}</tr>{{ end }}</table>{{ end }}
{{ with .links }}<ul>{{ range . }}<li><a href="{{ .path }}">{{ .text }}</a> <span>{{ .note }}</span></li>{{ end }}</ul>{{ end }}
{{ range .policies }}<div><h3>{{ .title }}</h3>
<figure><figcaption>{{ .file }} <a href="{{ .download | safeURL }}" download>Download</a></figcaption><pre><code>{{ .text }}</code></pre></figure>
<ul>{{ range .loss }}<li>{{ . }}</li>{{ end }}</ul><ol>{{ range .steps }}<li>{{ . }}</li>{{ end }}</ol></div>{{ end }}
{{ range .details }}<details><summary>{{ .title }}</summary><p>{{ .text }}</p>{{ with .code }}<pre><code>{{ . }}</code></pre>{{ end }}</details>{{ end }}
</section>{{ end }}
</main></body></html>
`;

export const NUNJUCKS = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title><meta name="description" content="{{ description }}"><link rel="stylesheet" href="/site.css"></head>
<body><header><a href="/">MCP Risk Index</a></header><main>
{% for s in sections %}<section><h2>{{ s.title }}</h2>
{% for each in s.paragraphs %}<p>{{ each }}</p>{% endfor %}
{% if s.rows %}<table>{% for row in s.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endif %}
{% if s.links %}<ul>{% for each in s.links %}<li><a href="{{ each.path }}">{{ each.text }}</a> <span>{{ each.note }}</span></li>{% endfor %}</ul>{% endif %}
{% for each in s.policies %}<div><h3>{{ each.title }}</h3>
<figure><figcaption>{{ each.file }} <a href="{{ each.download }}" download>Download</a></figcaption><pre><code>{{ each.text }}</code></pre></figure>
<ul>{% for line in each.loss %}<li>{{ line }}</li>{% endfor %}</ul><ol>{% for line in each.steps %}<li>{{ line }}</li>{% endfor %}</ol></div>{% endfor %}
{% for each in s.details %}<details><summary>{{ each.title }}</summary><p>{{ each.text }}</p>{% if each.code %}<pre><code>{{ each.code }}</code></pre>{% endif %}</details>{% endfor %}
</section>{% endfor %}
</main></body></html>
`;
