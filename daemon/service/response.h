// Responses: from the engine's findings to protobuf.
#ifndef LECTOR_DAEMON_SERVICE_RESPONSE_H_
#define LECTOR_DAEMON_SERVICE_RESPONSE_H_

#include "daemon/engine/result.h"
#include "daemon/service/request.h"
#include "lector/v1/analysis_service.pb.h"

namespace lector::service {

// Offsets in the client's encoding, the covered text of each annotation, without annotations below min_confidence: links to
// those become 0. Equal findings become equal messages.
void FillResponse(const engine::Analysis& analysis, const CheckedOptions& options, v1::AnalyzeDocumentResponse& out);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_RESPONSE_H_
