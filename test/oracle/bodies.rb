# Renders standard Liquid with Ruby Liquid in lax mode, the filters and tags of Braze added from their documentation.
# One JSON object a line on stdin: {"template": text} sets the template, {"scope": {...}} renders it.
# One JSON object a line on stdout: {"text": ...}, {"abort": ...}, or {"error": ...} where the template does not parse.
# Values that JSON cannot carry are tagged: {"$time": [nanoseconds, offset]}, {"$float": text}.
require "json"
require "liquid"
require "active_support"
require "active_support/core_ext/object/blank"
require "active_support/core_ext/string/access"
require_relative "braze_filters"

ENV["TZ"] = "UTC"
Aborted = Class.new(StandardError)

# What differs here from the filters that are recorded one by one.
module BodyFilters
  def json_escape(input) = input.to_s.to_json[1..-2]

  # Liquid 5.4 leaves what it decodes as bytes, which fail beside any other text that is not ASCII; later versions make a
  # text of them. Bytes that are not text have no answer.
  def base64_decode(input) = text_of(super)
  def base64_url_safe_decode(input) = text_of(super)

  # Rails cuts whatever Float() takes into threes, its sign, the letters of Infinity and the print of a time included.
  # Braze's page shows numbers: a sign is none of their digits, and what is not a row of digits stays as it is.
  def number_with_delimiter(input)
    return super unless input && Float(input, exception: false)
    return input unless input.is_a?(Numeric) || input.is_a?(String)
    text = input.to_s
    return input if text.match?(/[x_]/i)
    return input unless text.split(".").first.to_s.match?(/\A\s*[-+]?\d+\s*\z/)
    sign = text[/\A[-+]/]
    sign ? sign + super(text[1..]) : super
  end

  private

  def text_of(bytes)
    text = bytes.dup.force_encoding("UTF-8")
    text.valid_encoding? ? text : raise(Aborted, "the bytes are not text to ask Ruby about")
  end
end

class AbortMessage < Liquid::Tag
  def initialize(name, markup, context)
    super
    @reason = markup[/\A\s*\(?\s*["'](.*)["']\s*\)?\s*\z/m, 1] || "{% abort_message %} called"
  end

  def render_to_output_buffer(_context, _output)
    raise Aborted, @reason
  end
end

# Liquid turns every StandardError into text; an abort must get through.
class Liquid::Context
  alias_method :handle_error_in_text, :handle_error
  def handle_error(error, line = nil)
    raise error if error.is_a?(Aborted)
    handle_error_in_text(error, line)
  end
end

# Ruby makes an array of a range before it loops over a part of it, however long the range is.
class Range
  alias_method :whole, :to_a
  def to_a = (size || 0) > 1_000_000 ? raise(Aborted, "the range is too long to ask Ruby about") : whole
end

Liquid::Template.register_filter(BrazeFilters)
Liquid::Template.register_filter(BodyFilters)
Liquid::Template.register_tag("abort_message", AbortMessage)

def untag(value)
  case value
  when Array then value.map { |item| untag(item) }
  when Hash
    return Time.at(0, value["$time"][0], :nsec, in: value["$time"][1] == 0 ? "UTC" : value["$time"][1]) if value.key?("$time")
    return Float(value["$float"]) if value.key?("$float")
    value.transform_values { |item| untag(item) }
  else value
  end
end

$stdout.sync = true
def parsed(source)
  [Liquid::Template.parse(source, error_mode: :lax), nil]
rescue Liquid::Error => e
  [nil, e.message]
end

template = nil
fault = nil
now = nil
$stdin.each_line do |line|
  request = JSON.parse(line)
  if request.key?("template")
    template, fault = parsed(request["template"])
    now = request["now"]
    # `now` in a template is the fixed clock.
    Time.singleton_class.define_method(:now) { Time.at(now / 1000r) } if now
    next
  end
  if fault
    puts JSON.generate({ error: fault })
    next
  end
  begin
    # A template remembers what it assigned; the next user must not see it.
    template.instance_assigns.clear
    text = template.render(untag(request["scope"]))
    puts JSON.generate({ text: text.dup.force_encoding("UTF-8").scrub })
  rescue Aborted => e
    puts JSON.generate({ abort: e.message })
  rescue SystemStackError, JSON::NestingError
    # A list that holds itself: Braze has no data of that kind.
    puts JSON.generate({ abort: "the value is too deep to ask Ruby about" })
  end
end
