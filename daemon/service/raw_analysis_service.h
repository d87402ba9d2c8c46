// RawAnalysisService: lector.v1.AnalysisService as its calls ask gRPC for it: asynchronous, messages as bytes.
#ifndef LECTOR_DAEMON_SERVICE_RAW_ANALYSIS_SERVICE_H_
#define LECTOR_DAEMON_SERVICE_RAW_ANALYSIS_SERVICE_H_

#include "lector/v1/analysis_service.grpc.pb.h"

namespace lector::service {

using RawAnalysisService = v1::AnalysisService::WithRawMethod_AnalyzeDocument<
    v1::AnalysisService::WithRawMethod_StreamAnalyzeDocuments<v1::AnalysisService::Service>>;

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_RAW_ANALYSIS_SERVICE_H_
