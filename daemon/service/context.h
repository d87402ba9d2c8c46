// Context: what the services of one server share.
#ifndef LECTOR_DAEMON_SERVICE_CONTEXT_H_
#define LECTOR_DAEMON_SERVICE_CONTEXT_H_

#include <cstdint>
#include <memory>

#include "daemon/engine/engine.h"
#include "daemon/registry/registry.h"
#include "daemon/service/dispatcher.h"
#include "daemon/service/lifecycle.h"
#include "daemon/service/options_cache.h"

namespace lector::service {

// Outlives every call.
struct Context {
  const engine::Engine& engine;
  const registry::Registry& registry;
  std::shared_ptr<Dispatcher> dispatcher;
  uint32_t max_text_bytes, stream_window;
  Lifecycle lifecycle;
  OptionsCache options{engine};
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_CONTEXT_H_
