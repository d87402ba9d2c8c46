// The gRPC services of lectord, each as something that can be registered with a grpc::ServerBuilder.
//
// All methods are registered raw: gRPC 1.51 answers a message with invalid UTF-8 with UNIMPLEMENTED and no text, so messages
// are parsed here.
#ifndef LECTOR_DAEMON_SERVICE_SERVICES_H_
#define LECTOR_DAEMON_SERVICE_SERVICES_H_

#include <grpcpp/impl/service_type.h>

#include <functional>
#include <memory>

#include "daemon/service/context.h"
#include "daemon/service/loop.h"

namespace lector::service {

struct Service {
  std::unique_ptr<grpc::Service> registration;
  std::function<void(Loop&)> accept;  // its calls, on the loop's thread, once the server runs
};

// lector.v1.AnalysisService, lector.v1.ExtractorService, grpc.health.v1.Health. `context` outlives them.
Service MakeAnalysisService(Context& context);
Service MakeExtractorService(Context& context);
Service MakeHealthService(Context& context);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_SERVICES_H_
