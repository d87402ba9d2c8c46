#include "daemon/telemetry/crash.h"

#include <signal.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <memory>

#include "daemon/telemetry/log.h"

namespace lector::telemetry {
namespace {

thread_local const char* t_extractor = nullptr;

// Where the handler of this thread runs: the stack itself may be what is used up.
class OwnStack {
 public:
  OwnStack() {
    const stack_t stack = {.ss_sp = bytes_.get(), .ss_flags = 0, .ss_size = kSize};
    sigaltstack(&stack, nullptr);
  }
  ~OwnStack() {
    const stack_t none = {.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    sigaltstack(&none, nullptr);
  }
  OwnStack(const OwnStack&) = delete;
  OwnStack& operator=(const OwnStack&) = delete;

 private:
  static constexpr size_t kSize = 64 * 1024;
  const std::unique_ptr<char[]> bytes_ = std::make_unique_for_overwrite<char[]>(kSize);
};

const char* NameOf(int number) {
  switch (number) {
    case SIGSEGV:
      return "SIGSEGV";
    case SIGBUS:
      return "SIGBUS";
    case SIGFPE:
      return "SIGFPE";
    case SIGILL:
      return "SIGILL";
    default:
      return "SIGABRT";
  }
}

// In a signal handler: nothing but write().
void Say(const char* text) {
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text, std::strlen(text));
}

void Report(int number) {
  Say(log::IsJson() ? R"({"level":"critical","message":"lectord: )" : "lectord: ");
  Say(NameOf(number));
  if (t_extractor != nullptr) {
    Say(" while the extractor '");
    Say(t_extractor);
    Say("' was at work; run without it (move its file out of the plugin folder) until it is mended");
  } else {
    Say(" outside of extractors");
  }
  Say(log::IsJson() ? "\"}\n" : "\n");
  raise(number);  // the handler is gone (SA_RESETHAND): takes its usual course behind this function
}

}  // namespace

void ReportCrashes() {
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    struct sigaction action = {};
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action.sa_handler = Report;
    action.sa_flags = static_cast<int>(SA_ONSTACK | SA_RESETHAND);
    sigaction(number, &action, nullptr);
  }
}

void ReportOverflows() { thread_local const OwnStack stack; }

AtWork::AtWork(const std::string& extractor) : before_(t_extractor) {
  ReportOverflows();
  t_extractor = extractor.c_str();
}

AtWork::~AtWork() { t_extractor = before_; }

}  // namespace lector::telemetry
