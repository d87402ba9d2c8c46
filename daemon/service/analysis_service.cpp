#include "daemon/service/analyze_call.h"
#include "daemon/service/services.h"
#include "daemon/service/stream_call.h"

namespace lector::service {

Service MakeAnalysisService(Context& context) {
  auto registration = std::make_unique<RawAnalysisService>();
  RawAnalysisService& service = *registration;
  return {.registration = std::move(registration), .accept = [&context, &service](Loop& loop) {
            Call::Accept<AnalyzeCall>(context, service, loop);
            Call::Accept<StreamCall>(context, service, loop);
          }};
}

}  // namespace lector::service
