# Renders standard Liquid with Ruby Liquid in lax mode, as Rails loads it, in UTC and at a fixed moment.
# One JSON object a line on stdin: {"template": text, "data": JSON text}; the text keeps 10.0 apart from 10.
# One JSON object a line on stdout: {"text": …}, or {"error": …} where the template does not parse.
require "json"
require "liquid"
require "active_support"
require "active_support/core_ext/object/blank"
require "active_support/core_ext/string/access"

ENV["TZ"] = "UTC"
NOW = Time.at(1_704_067_200).utc # 2024-01-01T00:00:00Z
Time.define_singleton_method(:now) { NOW }

$stdout.sync = true
$stdin.each_line do |line|
  request = JSON.parse(line)
  answer =
    begin
      template = Liquid::Template.parse(request["template"], error_mode: :lax)
      { text: template.render(JSON.parse(request["data"] || "{}")).scrub }
    rescue Liquid::Error => error
      { error: error.message }
    rescue StandardError, SystemStackError => error
      { crash: "#{error.class}: #{error.message}" }
    end
  puts JSON.generate(answer)
end
