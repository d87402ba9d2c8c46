// Finds numbers that are long enough to be telephone numbers.
#include <lector/plugin.hpp>

class Phones {
 public:
  explicit Phones(const lector::Config& config) : min_digits_(config.get("min_digits", 7)) {}

  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call) const {
    for (const lector::Token token : doc.tokens()) {
      call.check();  // leaves when the client cancelled or the deadline passed
      if (token.is_number() && token.size() >= min_digits_)
        sink.custom("example.v1.Phone", token.span()).set("digits", token.text());
    }
  }

 private:
  int64_t min_digits_;
};

LECTOR_PLUGIN(Phones, {.id = "com.example.phones", .version = "1.0.0", .manifest = R"({
  "provides": ["example.v1.Phone"], "requires": ["lector.tokens/1"], "languages": ["*"],
  "config_schema": {"type": "object", "properties": {"min_digits": {"type": "integer", "minimum": 1, "default": 7}}}
})"});
