// An extractor that finds nothing, for plugins whose fault lies elsewhere.
#ifndef LECTOR_TESTS_HOSTILE_QUIET_H_
#define LECTOR_TESTS_HOSTILE_QUIET_H_

#include <lector/plugin.hpp>

struct Quiet {
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) const {}
};

#define QUIET_MANIFEST R"({"provides": ["hostile.v1.Nothing"], "languages": ["*"], "default": false})"

#endif  // LECTOR_TESTS_HOSTILE_QUIET_H_
