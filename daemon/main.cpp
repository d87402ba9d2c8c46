// lectord: reads its configuration, loads plugins, serves, and drains when it is told to end.
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "daemon/config/config.h"
#include "daemon/config/defaults.h"
#include "daemon/config/flags.h"
#include "daemon/engine/engine.h"
#include "daemon/registry/registry.h"
#include "daemon/service/server.h"
#include "daemon/telemetry/crash.h"
#include "daemon/telemetry/exporter.h"
#include "daemon/telemetry/log.h"
#include "daemon/telemetry/metrics.h"
#include "daemon/telemetry/service_manager.h"
#include "daemon/text/layer_provider.h"

namespace lector {
namespace {

constexpr int kExitFailed = 1, kExitUsage = 2;
constexpr uint32_t kLastResortSeconds = 10;  // after the grace period, for an extractor that does not heed its cancellation

// The signals that end the daemon: SIGTERM, SIGINT, and SIGHUP unless it was started to ignore that (nohup). Blocked in every thread
// and fetched by one of its own, so that nothing runs in a handler and a start that takes long can be ended.
class Signals {
 public:
  // Before the first thread is made.
  Signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    struct sigaction hangup = {};
    if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) sigaddset(&set, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signal(SIGPIPE, SIG_IGN);
    std::thread([state = state_, set] { Fetch(*state, set); }).detach();
  }

  // From now on a signal is kept for Wait(); until then it ends the process. Behind it the next one does, or the end of `seconds`.
  void Keep(uint32_t seconds) const {
    const std::lock_guard lock(state_->mutex);
    state_->seconds_to_end = seconds;
  }

  std::string Wait() const {
    std::unique_lock lock(state_->mutex);
    state_->came.wait(lock, [this] { return state_->number != 0; });
    return Name(state_->number);
  }

 private:
  struct State {  // also of the thread, which nobody joins
    std::mutex mutex;
    std::condition_variable came;
    std::optional<uint32_t> seconds_to_end;
    int number = 0;
  };

  static std::string Name(int number) { return std::string("SIG") + sigabbrev_np(number); }

  static void Fetch(State& state, const sigset_t& set) {
    int number = 0;
    sigwait(&set, &number);
    timespec limit = {};
    {
      const std::lock_guard lock(state.mutex);
      if (!state.seconds_to_end) EndBy(number);
      limit.tv_sec = static_cast<time_t>(*state.seconds_to_end);
      state.number = number;
    }
    state.came.notify_all();
    const bool told = sigtimedwait(&set, nullptr, &limit) >= 0;
    log::Error(told ? "ending at once, as told by a second signal" : "ending at once: an extractor does not heed its cancellation");
    std::_Exit(kExitFailed);
  }

  // As if nothing had been done about the signal: who started the daemon sees what ended it.
  [[noreturn]] static void EndBy(int number) {
    log::Info(Name(number) + " before it was ready: ending at once");
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    signal(number, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
    raise(number);
    std::_Exit(kExitFailed);
  }

  const std::shared_ptr<State> state_ = std::make_shared<State>();
};

int Usage(const Status& status) {
  std::fprintf(stderr, "lectord: %s\n", status.message().c_str());
  return kExitUsage;
}

void LogPlugins(const registry::Registry& registry) {
  for (const auto& extractor : registry.extractors())
    log::Info("loaded extractor '" + extractor->id + "' " + extractor->version + " from " + extractor->file);
  for (const registry::Refusal& refusal : registry.refusals())
    log::Warning("refused " + refusal.file + " (check '" + refusal.check + "'): " + refusal.message +
                 (refusal.remedy.empty() ? "" : "; " + refusal.remedy));
  if (registry.extractors().empty()) log::Warning("there are no extractors: answers will be empty");
}

std::unique_ptr<registry::Registry> LoadPlugins(const config::Config& config, const text::LayerRegistry& layers) {
  registry::LoadOptions options;
  options.plugin_dirs = config.plugins.dirs;
  options.copy_dir = config.plugins.copy_dir;
  options.probe = config.plugins.probe;
  options.probe_timeout_ms = config.plugins.probe_timeout_ms;
  options.settings = config.extractors;
  std::unique_ptr<registry::Registry> registry = registry::Registry::Load(options, layers);
  LogPlugins(*registry);
  telemetry::TheMetrics().extractors = registry->extractors().size();
  telemetry::TheMetrics().plugins_refused = registry->refusals().size();
  return registry;
}

Status CheckAddresses(const config::Config& config) {
  for (const std::string& address : config.server.listen)
    if (Status status = service::CheckAddress(address, config.server.allow_non_loopback); !status.ok()) return status;
  if (config.metrics.listen.empty()) return Status();
  return service::CheckMetricsAddress(config.metrics.listen, config.server.allow_non_loopback);
}

int CheckConfig(const registry::Registry& registry, const text::LayerRegistry& layers) {
  const size_t refused = registry.refusals().size();
  std::printf("configuration: ok\nextractors loaded: %zu\nrefusals: %zu\n", registry.extractors().size(), refused);
  for (const registry::Refusal& refusal : registry.refusals())
    std::printf("  %s: %s: %s\n    remedy: %s\n", refusal.file.c_str(), refusal.check.c_str(), refusal.message.c_str(),
                refusal.remedy.c_str());
  const std::vector<std::string> missing = layers.DescribeMissing();  // no failure: extractors do without, or say so
  std::printf("layers missing: %zu\n", missing.size());
  for (const std::string& line : missing) std::printf("  %s\n", line.c_str());
  return refused == 0 ? EXIT_SUCCESS : kExitFailed;
}

int Failed(const Status& status) {
  log::Error(status.message());
  return status.code() == Code::kInvalidArgument ? kExitUsage : kExitFailed;
}

// What was done since the start, and what extractors counted by themselves.
void LogWork() {
  const telemetry::Metrics& metrics = telemetry::TheMetrics();
  log::Info("documents analysed: " + std::to_string(metrics.unary.documents.Get(Code::kOk) + metrics.stream.documents.Get(Code::kOk)));
  for (const auto& [name, sum] : telemetry::PluginCounts())
    log::Info("counted by '" + name.first + "': " + name.second + " " + std::to_string(sum));
}

int Serve(const config::Config& config, const registry::Registry& registry, const text::LayerRegistry& layers,
          const Signals& signals) {
  std::unique_ptr<telemetry::Exporter> exporter;  // first: it tells of a start that takes long, and of the drain
  if (!config.metrics.listen.empty()) {
    Result<std::unique_ptr<telemetry::Exporter>> started = telemetry::Exporter::Start(config.metrics.listen, LECTOR_VERSION);
    if (!started.ok()) return Failed(started.status());
    exporter = std::move(*started);
    log::Info("metrics at " + exporter->url());
  }
  signals.Keep(config.server.drain_seconds + kLastResortSeconds);
  engine::Engine engine(registry, layers, {config.engine.threads, service::EngineQueue(config.engine.queue)});
  Result<std::unique_ptr<service::Server>> server =
      service::Server::Start(config.server, config.limits, config.engine.queue, engine, registry);
  if (!server.ok()) return Failed(server.status());
  for (const std::string& address : (*server)->addresses()) log::Info("listening on " + address);
  const std::string ready = std::to_string(registry.extractors().size()) + " extractors, " + std::to_string(engine.threads()) + " threads";
  log::Info("ready: " + ready);
  service_manager::Ready(ready);

  const std::string signal = signals.Wait();
  service_manager::Stopping("draining", config.server.drain_seconds + kLastResortSeconds);
  log::Info(signal + ": draining, for " + std::to_string(config.server.drain_seconds) + " s at most");
  if (!(*server)->Stop(std::chrono::seconds(config.server.drain_seconds)))
    log::Warning("calls that were still under way have been cancelled");
  LogWork();
  log::Info("stopped");
  return EXIT_SUCCESS;
}

int Main(int argc, const char* const* argv) {
  Result<config::CommandLine> line = config::ParseCommandLine(argc, argv, LECTOR_VERSION);
  if (!line.ok()) return Usage(line.status());
  if (line->action == config::CommandLine::Action::kPrintText) {
    std::fputs(line->text.c_str(), stdout);
    return EXIT_SUCCESS;
  }
  config::Config& config = line->config;
  config::ResolveDefaults(config::Surroundings::Here(), config);
  if (line->action == config::CommandLine::Action::kPrintConfig) {
    std::fputs(config::ToToml(config).c_str(), stdout);
    return EXIT_SUCCESS;
  }
  if (Status status = log::Init({config.log.level, config.log.format}); !status.ok()) return Usage(status);
  if (Status status = CheckAddresses(config); !status.ok()) return Failed(status);

  const Signals signals;
  telemetry::ReportCrashes();
  log::Info("lectord " LECTOR_VERSION);
  const text::LayerRegistry layers = text::LayerRegistry::Linked({config.text.data_dir});
  const std::unique_ptr<registry::Registry> registry = LoadPlugins(config, layers);
  for (const std::string& missing : layers.DescribeMissing()) log::Warning(missing);
  if (line->action == config::CommandLine::Action::kCheckConfig) return CheckConfig(*registry, layers);
  return Serve(config, *registry, layers, signals);
}

}  // namespace
}  // namespace lector

// The locale stays "C", which plugins rely on.
int main(int argc, char** argv) {
  const int code = lector::Main(argc, argv);
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  std::fprintf(stderr, "lectord: standard output cannot be written\n");
  return lector::kExitFailed;
}
