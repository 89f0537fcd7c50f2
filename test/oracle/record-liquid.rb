# Renders standard Liquid with Ruby Liquid in lax mode, as Rails loads it, in UTC and at a fixed moment.
#   ruby -W0 test/oracle/record-liquid.rb test/cases/liquid     writes NAME.recorded.json beside each NAME.cases.json
#   ruby -W0 test/oracle/record-liquid.rb                       answers requests
# A case is {"template": text, "data": object}. A request is one JSON object a line on stdin, {"template": text, "data": JSON
# text}; the text keeps 10.0 apart from 10. An answer is {"text": ...}, or {"error": ...} where the template does not parse.
require "json"
require "liquid"
require "active_support"
require "active_support/core_ext/object/blank"
require "active_support/core_ext/string/access"

ENV["TZ"] = "UTC"
NOW = Time.at(1_704_067_200).utc # 2024-01-01T00:00:00Z
Time.define_singleton_method(:now) { NOW }

def answer(source, data)
  template = Liquid::Template.parse(source, error_mode: :lax)
  { text: template.render(data).scrub }
rescue Liquid::Error => error
  { error: error.message }
end

folder = ARGV.first
if folder
  Dir.glob(File.join(folder, "*.cases.json")).each do |path|
    cases = JSON.parse(File.read(path))
    recorded = cases.to_h { |name, one| [name, answer(one["template"], one["data"] || {})] }
    File.write(path.sub(/\.cases\.json\z/, ".recorded.json"), JSON.pretty_generate(recorded) + "\n")
  end
else
  $stdout.sync = true
  $stdin.each_line do |line|
    request = JSON.parse(line)
    puts JSON.generate(answer(request["template"], JSON.parse(request["data"] || "{}")))
  end
end
