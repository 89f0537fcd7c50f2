# Filters that Braze has beside Ruby Liquid's own, after its documentation.
require "base64"
require "digest"
require "erb"
require "openssl"
require "uri"
require "active_support"
require "active_support/core_ext/object/json"
require "active_support/core_ext/time"
require "active_support/number_helper"

module BrazeFilters
  def md5(input) = Digest::MD5.hexdigest(input.to_s)
  def sha1(input) = Digest::SHA1.hexdigest(input.to_s)
  def sha2(input) = Digest::SHA256.hexdigest(input.to_s)
  def hmac_sha1_hex(input, key) = OpenSSL::HMAC.hexdigest("SHA1", key.to_s, input.to_s)
  def hmac_sha1_base64(input, key) = Base64.strict_encode64(OpenSSL::HMAC.digest("SHA1", key.to_s, input.to_s))
  def hmac_sha256_hex(input, key) = OpenSSL::HMAC.hexdigest("SHA256", key.to_s, input.to_s)
  def hmac_sha256_base64(input, key) = Base64.strict_encode64(OpenSSL::HMAC.digest("SHA256", key.to_s, input.to_s))
  def hmac_sha256(input, key) = hmac_sha256_hex(input, key)
  def hmac_sha512(input, key) = OpenSSL::HMAC.hexdigest("SHA512", key.to_s, input.to_s)
  def as_json_string(input) = input.to_json
  def property_accessor(input, name) = input.is_a?(Hash) ? input[name.to_s] : nil
  def number_with_delimiter(input) = ActiveSupport::NumberHelper.number_to_delimited(input)
  def url_escape(input) = input.nil? ? nil : URI::DEFAULT_PARSER.escape(input.to_s)
  def url_param_escape(input) = input.nil? ? nil : ERB::Util.url_encode(input.to_s)
  def time_zone(input, zone)
    time = Liquid::Utils.to_date(input)
    time ? time.in_time_zone(zone.is_a?(Numeric) ? zone : zone.to_s) : input
  end
end
