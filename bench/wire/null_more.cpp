// Four extractors that emit nothing: what each further extractor costs a call.
#include <lector/plugin.hpp>

namespace {

struct Nothing {
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) const {}
};

constexpr char kManifest[] = R"({"provides": ["bench.v1.Nothing"], "languages": ["*"]})";
constexpr lector_extractor kA = lector::MakeExtractor<Nothing>({"bench.a", "1.0.0", kManifest});
constexpr lector_extractor kB = lector::MakeExtractor<Nothing>({"bench.b", "1.0.0", kManifest});
constexpr lector_extractor kC = lector::MakeExtractor<Nothing>({"bench.c", "1.0.0", kManifest});
constexpr lector_extractor kD = lector::MakeExtractor<Nothing>({"bench.d", "1.0.0", kManifest});

}  // namespace

LECTOR_PLUGINS(&kA, &kB, &kC, &kD);
