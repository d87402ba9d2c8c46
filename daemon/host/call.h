// Calls into an extractor: lector_call made from options and a Stop, and one analyze() with its checks around it.
#ifndef LECTOR_DAEMON_HOST_CALL_H_
#define LECTOR_DAEMON_HOST_CALL_H_

#include <lector/plugin.h>

#include <string_view>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/host/document_view.h"
#include "daemon/host/options.h"

namespace lector::host {

// All arguments are borrowed by the answer.
lector_call MakeCall(const OptionSet& options, const Stop& stop, std::string_view traceparent = {});

// One analyze() on the calling thread. A record that the host did not take is the extractor's error (INTERNAL, with the
// rule it broke) whatever the extractor returned.
Status Analyze(const lector_extractor& extractor, void* instance, void* scratch, const lector_call& call, const DocumentView& view,
               RecordSink& sink);

}  // namespace lector::host
#endif  // LECTOR_DAEMON_HOST_CALL_H_
