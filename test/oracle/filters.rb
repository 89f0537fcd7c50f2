# Records what Ruby makes of values, filters, dates and formats:
#   ruby -W0 test/oracle/filters.rb test/cases/filters
# Standard filters are Liquid's own; the others are those of Rails that Braze's documentation describes.
# Values that JSON cannot carry are tagged: {"$float"}, {"$integer"}, {"$time": [nanoseconds, offset, zone]}, {"$range"}.
ENV["TZ"] = "UTC"
require "bigdecimal"
require "json"
require "time"
require "active_support"
require "active_support/core_ext/string/output_safety"
require "liquid"
require "active_support"
require "active_support/core_ext/object/blank"
require "active_support/core_ext/string/access"
require_relative "braze_filters"

NOW = Time.at(1_701_886_845, 123_456_789, :nsec)
Time.singleton_class.define_method(:now) { NOW }

def tag(value)
  case value
  when Float then { "$float" => value.to_s }
  when Integer then value.abs < 2**53 ? value : { "$integer" => value.to_s }
  when Time, ActiveSupport::TimeWithZone
    { "$time" => [(value.to_r * 1_000_000_000).to_i.to_s, value.utc_offset, value.instance_of?(Time) && !value.utc? && value.utc_offset == 0 ? "local" : value.zone] }
  when Range then { "$range" => [tag(value.first), tag(value.last)] }
  when Array then value.map { |item| tag(item) }
  when Hash then value.transform_values { |item| tag(item) }
  when String then value.dup.force_encoding("UTF-8").scrub
  when nil, true, false then value
  else raise "cannot tag #{value.class}"
  end
end

module BrazeFilters
  def json_escape(input)
    ActiveSupport::JSON::Encoding.escape_html_entities_in_json = false
    input.to_s.to_json[1..-2]
  ensure
    ActiveSupport::JSON::Encoding.escape_html_entities_in_json = true
  end
end
Liquid::Template.register_filter(BrazeFilters)

def call(name, input, args)
  tag(Liquid::Context.new.invoke(name, input, *args))
rescue Liquid::Error => e
  { "$error" => e.to_s(false) }
rescue StandardError
  { "$error" => "internal" }
end

UTC = Time.utc(2021, 6, 3, 17, 13, 41)
LATE = Time.at(1_701_886_845, 123_456_789, :nsec).utc
EAST = Time.at(1_701_886_845, 500_000_000, :nsec, in: "+05:30")
HASH = { "a" => 42, "b" => nil, "c d" => [1, { "x" => "y" }] }

TEXTS = [
  "", " ", "a", "abc", "Abc dEF  gh", "  padded\t\n", "\u00a0x\u3000", "a\0b", "\0 a \0", "line\nline\r\nend\r", "say \"hi\"", "it's", "back\\slash",
  "<b class='x'>B & C</b>", "<script>x</script>y<!-- z --><style>s</style>", "&lt;&amp;&x;", "é", "É ß İ Σ ΑΣ", "ǆ", "ŉx", "ﬁ", "ᾳ", "i\u0307", "日本 語", "👍🏽 ok", "e\u0301",
  "a,b,,c,,", ",a", "a b c d e f g h i j k l m n o p", "one two  three", "\u2028\u2029", "\u0001\u001f\u007f\u0085\u009f", "\u200b\ufeff\u00ad", "https://e.com/p?a=1&b=ü#f", "a+b c/d~e*f!'()[]%",
  "0", "1", "-1", "+5", "007", "42", " 42 ", "12abc", "1_000", "1__0", "_1", "0x1A", "0b11", "017", "0o17", "1e3", "1.5", " 1.50 ", "-0.0", "-2.50", "+1.5", ".5", "5.", "1,299.00", "$5", "12 USD", "1.5.2", "1.5\n", "9007199254740993",
  "123456789012345678901234567890", "123456.789", "1234567.891", "true", "false", "nil", "null", "{\"a\":1}", "[1,2]", "%41%zz+", "%ff", "YmxhaA==", "YmxhaA", "a b=", "_-8=",
  "now", "today", "2023-12-06T18:20:45Z", "2023-12-06", "1701886845", "not a date", "\#{x} \#$y \#@z \#a", "\e\a\b\v\f"
].freeze

NUMBERS = [
  0, 1, -1, 2, 3, 5, 7, -7, 10, 42, 100, 123_456, 1_234_567, -1234, 1_701_886_845, 1_701_886_845_123, 2**31, 2**53, 2**53 + 1, -(2**53) - 1, 2**62, 2**63, 2**64, 10**20, 10**30,
  0.0, -0.0, 0.1, 0.2, 0.5, 1.0, 1.5, 2.5, -2.5, 3.7, -3.7, 1.005, 19.99, 42.5, 79.0, 99.999, 100.0, 1234.5, 1234567.891, 0.0001, 0.00001, 1.0e-7, 123_456_789_012_345.0, 1e15, 1_000_000_000_000_000.5, 1_234_567_890_123_456.0,
  9_007_199_254_740_992.0, 1e16, 1e20, 1e22, 1e23, 1.7976931348623157e308, 5e-324, Float::INFINITY, -Float::INFINITY, Float::NAN
].freeze

OTHERS = [
  nil, true, false, UTC, LATE, EAST, (1..3), (3..1), [], {}, HASH, ["x", 1, nil], [1, [2, [nil, 3]], "s", true], [1.5, UTC, LATE], ["b", "a", "B", nil, "á"], [3, 1.5, 2, nil], [3, "b"], [[]],
  [{ "n" => "x", "p" => 2 }, { "n" => "y" }, { "n" => "Z", "p" => 1 }, { "n" => "z", "p" => 2 }], [{ "p" => 1 }, 5], [{ "p" => 1 }, nil], [1, 1.0, "1", true, 1, nil, nil], [{ "x" => 1, "y" => 2 }, { "y" => 2, "x" => 1 }, { "x" => 1.0 }],
  ["apple", "pie"], [nil, false, 0, ""], { "q" => "\"\n" }, { "k\"ey" => "v\\al", "" => [] }
].freeze

# What is a decimal once white space and NULs are taken away is refused; what is an integer then is read up to its NUL.
NUL_NUMBERS = ["\0 5.5", "5.5\0", "5.5 \0", "-5.5\0", "5\0", "\0005", "1\0005.5", "5.\0005", "-\0005.5", "\0", "a\0"].freeze

VALUES = (TEXTS + NUMBERS + OTHERS).freeze
FEW = ["", " ", "a", "abc", "12abc", "1.5", "-3", "👍🏽 ok", "a,b,,c,,", "one two  three", 0, 1, -7, 42, 2**53 + 1, 2**64, 0.1, -0.0, 2.5, -3.7, 19.99, 1e20, 1e300, Float::INFINITY, Float::NAN, nil, true, false, UTC, (1..3), [], {}, HASH, ["x", 1, nil], [3, 1.5, 2, nil]].freeze
ITEMS = (OTHERS + ["", "abc", 5, 2.5]).freeze

# names, [inputs, lists of arguments]
CALLS = [
  [%w[size upcase downcase capitalize escape escape_once url_encode url_decode strip lstrip rstrip strip_html strip_newlines newline_to_br base64_encode base64_decode base64_url_safe_encode
     base64_url_safe_decode abs ceil floor round first last reverse compact uniq sort sort_natural join default truncate truncatewords md5 sha1 sha2 as_json_string json_escape number_with_delimiter
     url_escape url_param_escape], [VALUES, [[]]]],
  [%w[append prepend], [VALUES, [["-"], [nil], [1.0], [["x", nil]], [HASH]]]],
  [%w[plus minus times divided_by modulo at_least at_most], [FEW, FEW.map { |value| [value] }]],
  [%w[plus minus times divided_by], [NUMBERS, [[0], [1], [2], [0.1], [3.0], [7], ["0.3"], [1.0e-5], [-4]]]],
  [%w[round], [NUMBERS, [[0], [1], [2], [5], [-1], [-3], ["1"], [1.5], [nil], ["x"], [-400], [400]]]],
  [%w[hmac_sha1_hex hmac_sha1_base64 hmac_sha256_hex hmac_sha256_base64 hmac_sha512], [["hey", "", nil, 1.5, "é"], [["secret_key"], [""], ["ü"], [5]]]],
  [%w[slice], [["", "abc", "Liquid", "👍🏽 ok", "日本", 12_345, nil, 2.5, [], [1, 2, 3, 4], [1, [2, 3], nil], HASH], [[0], [1], [-1], [9], [-9], [3], [1, 2], [0, 0], [-3, 2], [2, 100], [1, -1], ["1"], [" 1 "], ["0x1"], ["011"], ["1_0"], ["x"], [1.0], [1.5], [nil], [1, nil], [1, false], [1, "2"], [true], [2**70], [0, 2**70], [2**70, "x"]]]],
  [%w[truncate], [["", "abc", "abcdef", "👍🏽 okay", "a" * 60, nil, 1234.5, HASH], [[], [3], [5], [0], [-1], ["4"], ["x"], [nil], [2.0], [4, ""], [4, "👍"], [5, nil], [5, 1], [2**70]]]],
  [%w[truncatewords], [["", "one two three", " one  two\nthree ", "one two ", "a\u00a0b c", "a\0b c", nil, 12, "x " * 20], [[], [1], [2], [3], [0], [-1], ["2"], ["x"], [nil], [2, ""], [2, nil], [1, 5], [2**31], [2**70]]]],
  [%w[split], [["", " ", "a", "abc", " a  b ", "a,b,,c,,", ",,", "a\tb\nc\0d", "a\u00a0b", "👍🏽 ok", "aXbXc", 1213, nil, 1.5, [1, 2], UTC], [[""], [" "], [","], ["  "], ["X"], [2], [nil], ["\t"], ["b"], [", "]]]],
  [%w[replace replace_first], [["", "abc", "a-a-a", "say \"hi\"", "x\\y", "👍🏽 ok", nil, 1213, [1, 1], "a.c$"], [["a"], ["a", "b"], ["", "-"], ["\"", "\\\""], ["\\", "\\\\"], ["b", "[\\0]"], ["b", "<\\&>"], ["b", "\\1\\9"], ["b", "\\`|\\'"], ["b", "\\\\0"], ["b", "\\k<x>"], ["b", "\\k"], ["b", "\\x\\"], [nil, "z"], ["a", nil], [1, 2], [".", "!"], ["$", "$&"], ["a", "$1"], ["-a", "👍"]]]],
  [%w[remove remove_first remove_last], [["", "abc", "a-a-a", "a.b.", nil, 1213, [1, 1]], [["a"], [""], ["."], [1], [nil], ["zz"]]]],
  [%w[replace_last], [["", "abc", "a-a-a", "👍a👍a", nil, 1213], [["a", "b"], ["", "-"], ["a", "\\0"], ["zz", "y"], [1, nil]]]],
  [%w[join], [ITEMS, [[", "], [nil], [1], [""], [["x"]]]]],
  [%w[concat], [ITEMS, [[[1, [2]]], [[]], [nil], ["x"], [HASH], [(1..2)]]]],
  # Rails orders a Time and a number where the Time is asked.
  [%w[sort], [[[UTC, 5], [5, UTC], [1, UTC, 2], [LATE, UTC, 2.5], [UTC, 10**20], [UTC, "a"]], [[]]]],
  [%w[map sort sort_natural uniq compact], [ITEMS, [["p"], ["n"], ["a"], ["q"], [0], [nil], [1], [true], ["to_liquid"]]]],
  [%w[where], [ITEMS, [["p"], ["p", 2], ["p", "2"], ["p", nil], ["p", false], ["n", "y"], ["a"], [0], [0, "x"], [nil], ["a", 42.0]]]],
  [%w[default], [VALUES, [["d"], [nil], ["d", { "allow_false" => true }], ["d", { "allow_false" => nil }], ["d", 1], [{ "allow_false" => true }]]]],
  [%w[upcase size], [["a"], [[1], [1, 2]]]],
  [%w[append plus date slice truncate replace split where default], [["a"], [[], [1, 2, 3], [1, 2, 3, 4]]]],
  [%w[date], [VALUES, [["%Y-%m-%d %H:%M:%S %z %Z"], ["%s"], [""], [nil], [5]]]],
  [%w[round plus], [[-8.1e-07, -4.1e-28, 4.1e-28, -0.004, -0.005], [[2], [3], ["2"], [0], [-2], [-1.5], [-0.0], [Float::INFINITY], [-Float::INFINITY], [Float::NAN]]]],
  [%w[map where uniq compact sort], [["ab", 5, -5, ["ab", "cd"], [5, -5]], [[2**62], [2**63], [2**70], [-2**70], [1e300], [Float::INFINITY], [Float::NAN]]]],
  [%w[number_with_delimiter], [[-272, -272.5, -12_345, -123_456.7, "-847.0089"], [[]]]],
  [%w[time_zone], [[-723_554_061_726, -23_890_897_166, UTC, LATE, EAST, 0, 1_701_886_845, "2023-07-06T18:20:45Z", "2023-12-06 18:20:45", "now", nil, "", "nothing"], ["America/New_York", "Europe/Paris", "Europe/London", "Asia/Kolkata", "Asia/Tokyo", "America/Sao_Paulo", "Australia/Sydney", "Australia/Adelaide", "Asia/Kathmandu", "America/St_Johns", "Africa/Johannesburg", "Pacific/Auckland", "Asia/Dubai", "Europe/Istanbul", "Europe/Moscow", "America/Mexico_City", "Pacific/Honolulu", "America/Phoenix", "Africa/Cairo", "Europe/Dublin", "Asia/Jerusalem", "Asia/Shanghai", "Asia/Singapore", "Asia/Manila", "UTC", "Etc/UTC", "Etc/GMT+5", "GMT", "Eastern Time (US & Canada)", "Pacific Time (US & Canada)", "London", "Kyiv", "New Delhi", "Chennai", "Hawaii", "EST", "CET", "1", 1, -5, 5.5, 13, 14, 20_000, 20_700, -12_600.5, 0, 0.0, 2**64, Float::INFINITY].map { |zone| [zone] }]],
  [%w[plus minus times divided_by modulo at_least at_most], [NUL_NUMBERS + [1, 2.5], NUL_NUMBERS.map { |value| [value] } + [[0], [1], [1.5], [-2]]]],
  [%w[abs ceil floor round number_with_delimiter], [NUL_NUMBERS, [[]]]],
  [%w[round], [[1.25], NUL_NUMBERS.map { |value| [value] }]],
  [%w[replace replace_first replace_last], [["abc", "\\k<b>", "b"], ["\\k<y>", "\\k<1>", "\\k<0>", "\\k<>", "\\k<", "\\k'b'", "\\k", "\\\\k<y>", "\\+", "\\g<0>", "\\00", "\\10", "x\\0y\\&z", "\\", "\\\\", "\\\n", "<\\'|\\`>"].map { |put| ["b", put] }]],
  [%w[split], [[" a", "  a  b  ", "\n a b", "\0 a \0b", "a\0 b", "\ta\r\n\v\fb", "\u00a0a\u00a0b", "\u2003a b"], [[" "], [""], ["\n"]]]],
].freeze

rows = []
CALLS.each do |(names, (inputs, lists))|
  names.each do |name|
    inputs.each { |input| lists.each { |args| rows << [name, tag(input), tag(args), call(name, input, args)] } }
  end
end

# Half a surrogate pair and other broken bytes cannot be told in JSON and stay out.
COMPARED = ["", " ", "a", "B", "abc", "10", "é", "\u{ffff}", "👍", "2021", 0, 1, -1, 2**53, 2**53 + 1, 2**70, 0.0, 1.0, 1.5, -0.0, 9_007_199_254_740_992.0, Float::INFINITY, Float::NAN, nil, true, false, UTC, LATE, Time.at(1_701_886_845, 123_456_789, :nsec, in: "+01:00"), [], [1], [1.0], ["a", nil], {}, { "a" => 1 }, { "a" => 1.0 }, (1..3)].freeze

comparisons = %w[== != < > <= >= contains].flat_map do |operator|
  COMPARED.product(COMPARED).map do |left, right|
    answer =
      begin
        Liquid::Condition.new(left, operator, right).evaluate(Liquid::Context.new) ? true : false
      rescue Liquid::Error => e
        e.to_s(false)
      rescue StandardError
        "internal"
      end
    [operator, tag(left), tag(right), answer]
  end
end

prints = VALUES.map do |value|
  printed = Liquid::Template.parse("{{ v }}").render("v" => value)
  [tag(value), printed, value.to_s, value.inspect, value.blank?, value.respond_to?(:empty?) ? value.empty? : nil]
end

KEYS = ["size", "first", "last", "length", "a", "c d", "", 0, 1, -1, 9, nil, true, 1.0].freeze
def read(path, scope)
  context = Liquid::Context.new(scope)
  Liquid::Template.parse("{% assign r = #{path} %}").render(context)
  tag(context["r"])
end

lookups = (OTHERS + ["", "abc", "👍x", 5, 2**70, 2.5, { "size" => 9, "first" => nil }]).flat_map do |value|
  KEYS.flat_map do |key|
    rows_of_key = [[tag(value), tag(key), false, read("v[k]", { "v" => value, "k" => key })]]
    rows_of_key << [tag(value), key, true, read("v.#{key}", { "v" => value })] if key.is_a?(String) && key.match?(/\A\w+\z/)
    rows_of_key
  end
end

ZONED = LATE.in_time_zone("America/New_York")
TIMES = [LATE, UTC, EAST, ZONED, Time.at(0).utc, Time.utc(2021, 1, 1, 0, 0, 0), Time.utc(2020, 12, 31, 23, 59, 59.5r), Time.utc(2024, 2, 29, 12), Time.utc(2018, 12, 30, 13, 5), Time.utc(5, 3, 4), Time.utc(-5, 3, 4), Time.utc(12_345, 6, 7), Time.at(-1.5r).utc, Time.at(1_701_886_845, in: "-03:30"), Time.at(1_701_886_845, in: "-00:00:30"), Time.at(1_701_886_845, in: "+12:34:56")].freeze
LETTERS = ("A".."Z").to_a + ("a".."z").to_a
FORMATS = (
  LETTERS.map { |l| "%#{l}" } +
  LETTERS.flat_map { |l| ["-", "0", "^", "#", "_", "10", "-10", "010", "_10", "^10", "#10", "^#", "_-", "-0", "0_", "1", "3", "E", "O"].map { |f| "%#{f}#{l}" } } +
  ["%:z", "%::z", "%:::z", "%::::z", "%10z", "%_10z", "%-10z", "%010z", "%10:z", "%_10::z", "%-:z", "%_z", "%-z", "%0z", "%^z", "%#z", "%_:z", "%-::z", "%12:::z", "%:Y", "%:", "%::", "%E", "%Ez", "%E:z"] +
  (1..12).flat_map { |n| ["%#{n}N", "%#{n}L"] } + ["%-3N", "%03N", "%_3N", "%^3N", "%0N", "%24N", "%-L"] +
  ["%", "%%", "%5%", "%-%", "%n", "%t", "%5n", "%+", "%-+", "%40+", "%v", "%^v", "%#v", "%c", "%^c", "%30c", "%030c", "%x", "%X", "%D", "%F", "%12F", "%012F", "%_12F", "%-F", "%T", "%R", "%r", "%20r", "%^r", "%#r", "%h", "%^h",
   "%Y-%m-%dT%H:%M:%S.%LZ", "%Y-%m-%dT%H:%M:%S+0000", "%a %b %e %T", "%B %-d, %Y", "%-m/%-d/%y", "%I:%M %p", "%l:%M%P", "%s%L", "%s000", "%Q", "%é", "% d", "%.3N", "%*d", "%1é", "text", "", "é %Y 👍", "%Y%", "%-", "%10", "%^", "%:%Y", "100%", "%5", "%-5", "%Ey", "%O%x", "%E%E%Y", "%10O%Y", "%E%", "%O%%", "%^E%^a", "%OQ%Y", "%Od", "%EQ", "%OY", "%Ed", "%1024d", "%99999999999d", "%_5S|%05e|%-5k|%3j|%^10B|%#a|%#p|%^p|%#P|%#Z|%^Z|%10Z|%010Z|%_10A|%-10A|%010A|%010p"]
).uniq.freeze
formats = TIMES.map do |time|
  [tag(time), FORMATS.to_h { |format| [format, (time.strftime(format) rescue { "$error" => $!.is_a?(ArgumentError) ? $!.message : "internal" })] }]
end

DATES = [
  "2023-12-06T18:20:45Z", "2023-12-06T18:20:45.123Z", "2023-12-06T18:20:45.123456789Z", "2023-12-06T18:20:45.1234567891Z", "2023-12-06T18:20:45,5Z", "2023-12-06T19:20:45+01:00", "2023-12-06T19:20:45+0100", "2023-12-06T19:20:45+01", "2023-12-06T19:20:45-03:30", "2023-12-06T18:20:45-00:00", "2023-12-06T18:20:45+00:00", "2023-12-06T18:20:45", "2023-12-06T18:20", "2023-12-06T18", "2023-12-06 18:20:45", "2023-12-06 18:20:45 UTC", "2021-06-03 17:13:41 +0200", "2023-12-06 18:20:45 EST", "2023-12-06 18:20:45 PDT", "2023-12-06 18:20:45 CET", "2023-12-06 18:20:45 CEST", "2023-12-06 18:20:45 GMT", "2023-12-06 18:20:45 BST", "2023-12-06 18:20:45 JST", "2023-12-06 18:20:45 IST", "2023-12-06 18:20:45 XYZ", "2023-12-06 18:20:45 America/New_York", "2023-12-06 18:20:45 Eastern Standard Time", "2023-12-06 18:20:45 EST DST", "2023-12-06 18:20:45 GMT+2", "2023-12-06 18:20:45 UTC+02:00", "2023-12-06 18:20:45 Z", "2023-12-06 18:20:45 a", "2023-12-06 18:20:45 +5", "2023-12-06 18:20:45 +530", "2023-12-06 18:20:45 +05:30:15", "2023-12-06 18:20:45 +25:00", "2023-12-06 18:20:45 +0530 (IST)", "2025-08-05T08:15:30:250-0800", "2025-08-05T08:15:30.250-0800",
  "2023-12-06", "2023-12", "2023", "2023-12-6", "2023-1-2", "23-12-06", "06-12-2023", "6-12-23", "12-06", "2023-13-01", "2023-00-10", "2023-02-29", "2024-02-29", "2023-02-30", "2023-04-31", "2023-12-32", "2023-12-00", "0000-01-01", "-0001-01-01", "+2023-12-06", "10000-01-01", "99999-12-31", "1969-12-31", "1900-01-01", "0099-01-01", "2023-340", "2023-001", "2023-366", "2024-366", "2023-W49-3", "2023W493", "W49", "-w-3", "--12-06", "--1206", "-340",
  "2023/12/06", "2023/1/2", "12/06/2023", "13/12/2023", "6/12/23", "12/06", "12/2023", "1/2/3", "31/12/1999 23:59", "99/1/1", "2023/12", "06.12.2023", "6.12.23", "2023.12.06", "12.06", "h31.04.30", "s40.05.23", "r5.12.06", "t10.1.1",
  "Dec 6, 2023", "December 6 2023", "6 Dec 2023", "6 December 2023", "06-Dec-2023", "6-dec-23", "Dec-06-2023", "Dec 6", "6 Dec", "Dec 2023", "December", "dec", "may", "Maybe", "Mayor of 12", "sept 3", "September 3rd", "3rd of September", "3rd September 2021", "the 3rd", "1st", "22nd", "12th", "32nd", "Dec 6 '23", "6 Dec '23", "'23", "'99", "Dec 6th, 2023 10:30pm", "Wed, 06 Dec 2023 18:20:45 GMT", "Wed, 06 Dec 2023 18:20:45 +0000", "Wed Dec  6 18:20:45 2023", "Wed Dec  6 18:20:45 UTC 2023", "Wed Dec 06 2023 18:20:45 GMT+0100 (CET)", "Wednesday", "wed", "Mon", "monday 10:30", "Sat 5th", "6 Dec 2023 BC", "Jan 1 5 bc", "July 4th", "4 july 1776", "march", "marching on", "Junior", "Augustus", "Octopus", "decaf", "novel", "sunny", "monkey", "friday the 13th", "thursday",
  "10:30", "10:30:15", "10:30:15.5", "10:30 pm", "10:30pm", "10pm", "10 am", "12am", "12 pm", "10h", "10h30m15s", "10h 30", "24:00", "24:01", "25:00", "10:60", "10:30:60", "10:30:61", "10:30 +02:00", "10:30 EST", "1:2", "1:2:3", "10:30 a.m.", "noon", "5 p", "T10:30", "10.30", "3:05p",
  "20231206", "231206", "1206", "06", "6", "20231206T182045", "20231206T182045Z", "20231206182045", "202312061820", "2023120618", "2023340", "23340", "340", "20231206T182045.123Z", "20231206T1820+0100", "20231206 182045", "182045", "12345", "1234567", "123456789", "1234567890123", "12345678901234567890", "1701886845.5", "1701886845123", "-1701886845", "+5", "42.50", "1.5", "3.14", "0.5", ".5", "1,299.00", "12 USD", "$5", "#12", "50%", "1e3", "007", "00", "0", "99", "31", "32", "1.", "12.",
  "Vehicle 12", "Vehicle 12th", "iPhone 15 Pro", "Product 2023-12-06", "Size 10:30", "3 items", "24 hours", "A 1", "call us", "hello", "true", "nil", "N/A", "-", "--", "...", "/", ":", "12:", "{}", "[]", "[1, 2]", "ü", "日本", "２０２３", "👍", "a\nb", "2023-12-06\n", " 2023-12-06 ", "2023-12-06T18:20:45Z garbage", "x2023-12-06", "v1.2.3", "10.0.0.1", "192.168.1.1", "1.2.3.4", "550e8400-e29b-41d4-a716-446655440000", "5f2b8c3e1a", "SKU-1234", "ABC-12-34", "+1-555-0100", "555-0100", "user@example.com", "https://example.com/2023/12/06/post", "foo/bar", "1/0", "0/1", "1/13", "13/1", "1/32", "20/20/20",
  "0 H31.04.30", "10 h 30", "10 h30", "GMT+220231206 T18:20:45 .", "220231206.5", "12345678901.5", "99 +05", "99 -05", "30 Feb 23:00 -05", "2023-12-99999999999", "99999999999:10", "10:99999999999", "10:30:99999999999", "2023-13-99999999999", "31 99999999999h",
  "now-ish", "Now", "TODAY", "today ", "yesterday", "tomorrow", "next week", "2 days ago", "1 year", "a" * 130, "2023-12-06 " + "x" * 120, "Q4 2023", "FY24", "week 12", "12 o'clock", "o'12", "2023-12-06t18:20:45z", "2023-12-06T24:00:00Z", "2023-12-06T24:00:01Z", "2023-12-31T23:59:60Z", "2023-06-31T10:00:00+14:00", "2024-01-01T00:30:00+01:00", "2023-12-31T23:30:00-01:00", "2024-03-01T00:30:00+01:00", "1/1/1 1:1:1", "sat aug 28 02:55:50 1999", "28 aug 1999 02:29:34 pmt", "3rd feb 2001 04:05:06 pm", "h13.02.03t04:05:06+09:00", "thu 2 august 2012", "aug 2012 2", "2012 aug 2", "12 jan 5", "jan 5 12", "jan 5, 2012 ce", "5th jan", "jan '05", "feb 30", "feb 29", "apr 31", "30 feb 2023"
].freeze
dates = DATES.map { |text| [text, (tag(Liquid::Utils.to_date(text)) rescue { "$error" => "internal" })] }

folder = ARGV.fetch(0)
lines = ->(list) { "[\n#{list.map { |row| JSON.generate(row) }.join(",\n")}\n]\n" }
recorded = { "filters" => rows.uniq, "comparisons" => comparisons, "prints" => prints, "lookups" => lookups.uniq, "formats" => formats, "dates" => dates }
recorded.each { |name, list| File.write(File.join(folder, "#{name}.recorded.json"), lines.call(list)) }
warn recorded.map { |name, list| "#{name}: #{list.size}" }.join(", ")
