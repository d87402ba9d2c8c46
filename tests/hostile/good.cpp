// Nothing is wrong with this one: it must load and answer beside all the others.
#include "quiet.h"

namespace {
struct Exclamations {
  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call) const {
    for (size_t at = doc.text().find('!'); at != std::string_view::npos; at = doc.text().find('!', at + 1)) {
      call.check();
      sink.custom("hostile.v1.Exclamation", {static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1)});
    }
  }
};
}  // namespace
LECTOR_PLUGIN(Exclamations, {.id = "hostile.good", .version = "1.0.0",
  .manifest = R"({"provides": ["hostile.v1.Exclamation"], "languages": ["*"], "default": false})"});
