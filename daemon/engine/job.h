// Job: a document to analyse, and what becomes of it.
#ifndef LECTOR_DAEMON_ENGINE_JOB_H_
#define LECTOR_DAEMON_ENGINE_JOB_H_

#include <functional>
#include <memory>
#include <string>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/engine/plan.h"
#include "daemon/engine/result.h"
#include "daemon/text/document.h"

namespace lector::engine {

struct Job {
  text::Document::Source source;
  std::shared_ptr<const Plan> plan;  // many documents of a stream share one
  std::shared_ptr<Stop> stop;        // never null
  bool require_all = false;
  float min_confidence = 0;  // annotations below it are left out
  std::string traceparent;   // W3C Trace Context, handed to the extractors; empty: none
};

// Called once. Fields of errors start at the request: "document.text", "options.extractors[0].options.min". An error: the document cannot be analysed at all (bad text, cancelled, deadline), or with require_all the first
// extractor that failed.
using Done = std::function<void(Result<std::unique_ptr<Analysis>>)>;

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_JOB_H_
