import { describe, expect, test } from "vitest";
import { secretsNamedIn } from "../../src/diagnostics/named-secrets.js";
import { Secrets } from "../../src/egress/secrets.js";

const secret = "Tr0ub4dorHorse99";

/** The text as a code frame shows it. */
function hidden(text: string): string {
  const shown = [...text];
  for (const { start, end } of secretsNamedIn(text)) shown.fill("*", start, end);
  return shown.join("");
}

function learned(text: string): string {
  const secrets = new Secrets();
  secrets.learn(text);
  return secrets.masked(`it is ${secret} here`);
}

describe("nothing shows what a string calls a credential", () => {
  test.for([
    `{"password": "${secret}"}`,
    `{"auth": {"user": "u", "pass": "${secret}"}}`,
    `{"credentials": {"deep": [{"value": "${secret}"}]}}`,
    `{"token": {"${secret}": 1}}`,
    `{"pass\\u0077ord": "${secret}"}`,
    `{"accessToken": "${secret}", "a": {{x}}}`,
    `{'password': '${secret}'}`,
    `{password: ${secret}, a: 1}`,
    `{"password": "${secret}`,
    `[{"key": "Authorization", "value": "${secret}"}]`,
    `{"Ocp-Apim-Subscription-Key": "${secret}"}`,
    `{"contraseña": "${secret}"}`,
    `{"Passwort": "${secret}"}`,
    `{"пароль": "${secret}"}`,
    `{"Cookie": "${secret}"}`,
    `{% assign api_key = "${secret}" %}`,
    `{% assign key = "${secret}" %}`,
    `{% capture token %}${secret}{% endcapture %}`,
    `{{ body | hmac_sha256: '${secret}' }}`,
    `{{ custom_attribute.\${token} | default: "${secret}" }}`,
    `{% if api_trigger_properties.\${secret} == "${secret}" %}`,
    `{% comment %} password: ${secret} {% endcomment %}`,
    `<!-- the api key of this account is ${secret} -->`,
    `{% connected_content https://a.example/x :headers {"X-Api-Key": "${secret}"} :save r %}`,
    `{% connected_content https://u:${secret}@a.example/x :save r %}`,
    `{% connected_content https://a.example/x?key=${secret} :save r %}`,
    `{% connected_content https://a.example/x :body client_id=a&client_secret=${secret} :save r %}`,
    `https://${secret}@a.example/x`,
    `{"link": "https://a.example/reset?token=${secret}&x=1"}`,
    `https://a.example/f?code=${secret}`,
    `https://hooks.zapier.com/hooks/catch/12345/${secret}/`,
    `POST /behavioral/${secret} HTTP/1.1`,
    `curl -u user:${secret} https://a.example`,
    `Authorization: Basic ${secret}`,
    `X-Auth-Token: ${secret}`,
    `password -> ${secret}`,
    `{% case custom_attribute.\${secret} %}{% when "${secret}" %}x{% endcase %}`,
    `{%- case token -%}{% when 'a' %}{% case y %}{% when 'b' %}{% endcase %}{% when 'c', '${secret}' %}x{% endcase %}`,
    `{"pin": "${secret}"}`,
    `access_code = ${secret}`,
    `{"securityCode": "${secret}"}`,
    `{% assign otp = "${secret}" %}`,
    `hmac_key: ${secret}`,
  ])("%s", (text) => {
    expect(hidden(text)).not.toContain(secret.slice(4));
    expect(learned(text)).toBe("it is *** here");
  });

  test.for([
    ['{"password": "hunter2"}', "hunter2"],
    ['{"api_key": 982451653982451653}', "982451653982451653"],
    ['{"pin": 1, "secret": ["ab c"]}', "ab c"],
    ['{"token": "abc"}', "abc"],
    ['{% case secret %}{% when "X" %}a{% endcase %}', "X"],
    ["{%- case custom_attribute.${secret} -%}{%- when 'X7', \"Y7\" or 'Z7' -%}a{% endcase %}", "7"],
    [
      "{% case event_properties.${api_token} | downcase %}{% when 'Horse' %}a{% else %}b{% endcase %}",
      "Horse",
    ],
    ["{% case pin %}{% when 4711 %}a{% when 8151, 9162 %}b{% endcase %}", "1"],
    ["{% case a %}{% when 'a' %}{% case password %}{% when 'Horse' %}{% endcase %}{% endcase %}", "Horse"],
    ["{% case token %}{% when 'Horse' %}a", "Horse"],
    ["{% if 'Horse' == custom_attribute.${secret} %}a{% endif %}", "Horse"],
    ['{% unless "Horse" != password %}a{% endunless %}', "Horse"],
    ["{% if a %}{% elsif x == 1 or 'Horse'==token %}a{% endif %}", "Horse"],
  ])("%s", ([text, value]) => {
    expect(hidden(text!)).not.toContain(value!);
  });
});

test.for([
  '{"name": "Product Viewed", "properties": {"sku": "SKU12345678", "title": "Secret Garden 2024x"}}',
  '{"token_count": 12345678, "token_expires_at": "2024-05-14T09:29:58Z", "token_type": "card12345"}',
  '{"password_reset": true, "authorized": null, "secret": false}',
  '{"token": "{{custom_attribute.${token}}}"}',
  '{"key": "SKU12345678", "primary_key": "order-12345678"}',
  "{% assign token = response.access_token1 %}",
  "{% if token contains plan2024x %}",
  "{{ token | append: suffix12345 }}",
  "{% connected_content https://a.example/x :basic_auth my_credential1 :save r %}",
  '{"authorization": "<MI_BASIC_AUTH>", "password": "***"}',
  "token: string",
  "user_id: {from: event_property.token}",
  "The key to 2024summer is here",
  '{% case plan %}{% when "plan2024x" %}a{% endcase %}{% case token %}{% endcase %}{% case y %}{% when "plan2024x" %}{% endcase %}',
  "{% case token_type %}{% when 'card' %}{% when 12 %}{% endcase %}{% case a %}{% when 'b' %}{% endcase %}",
  '{% if "card" == token_type and "a" == plan %}a{% endif %}{{ "Your key: " | append: token }}',
  '{"shipping": "Express24h", "opinion": "x1y2z3a4", "discount_code": "SUMMER2024", "pinned": "item12345"}',
  '{"author": "Ann42author", "keyboard": "qwerty12345", "signature_dish": "pasta12345"}',
])("data stays as it is: %s", (text) => {
  expect(hidden(text)).toBe(text);
});

test.for(["product", "approved", "string", "plan"])("a word of a language hides no other: %s", (word) => {
  const secrets = new Secrets();
  secrets.learn(`{"token": "${word}", "auth": "${word}"}`);
  expect(secrets.masked(`the ${word} of a campaign`)).toBe(`the ${word} of a campaign`);
});
