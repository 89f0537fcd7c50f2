import type { Webhook } from "./draft.js";

/** Something to begin with. */
export interface Example extends Webhook {
  readonly title: string;
}

const json = '{\n  "Content-Type": "application/json"\n}';

/** The first is what the page opens with: the one of the README. */
export const examples: readonly Example[] = [
  {
    title: "A title with a quote in it",
    url: "https://collect.example.com/events",
    headers: json,
    body: `{
  "user_id": "{{\${user_id} | json_escape}}",
  "title": "{{event_properties.\${title}}}"
}
`,
  },
  {
    title: "A price that is not there",
    url: "https://collect.example.com/events",
    headers: json,
    body: `{
  "event": "product_viewed",
  "user_id": "{{\${user_id} | json_escape}}",
  "properties": {
    "id": "{{event_properties.\${id} | json_escape}}",
    "price": {{event_properties.\${price}}}
  }
}
`,
  },
  {
    title: "A list with a comma too many",
    url: "https://collect.example.com/events",
    headers: json,
    body: `{
  "user_id": "{{\${user_id} | json_escape}}",
  "products": [
    {% for product in event_properties.\${products} %}
      {"sku": "{{product.sku | json_escape}}"},
    {% endfor %}
  ]
}
`,
  },
  {
    title: "A city in a URL",
    url: "https://collect.example.com/weather/{{${city}}}",
    headers: json,
    body: `{
  "user_id": "{{\${user_id} | json_escape}}",
  "city": "{{\${city} | json_escape}}"
}
`,
  },
  {
    title: "A body that holds for everybody",
    url: "https://collect.example.com/events",
    headers: json,
    body: `{% assign price = event_properties.\${price} | append: "" | strip %}
{
  "user_id": "{{\${user_id} | json_escape}}",
  {% if price != "" %}
  "price": {{price | plus: 0}},
  {% endif %}
  "title": "{{event_properties.\${title} | default: 'untitled' | json_escape}}"
}
`,
  },
];
